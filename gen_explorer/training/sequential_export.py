"""A model that draws value by value (`models.base.Sequential`) as one ONNX graph.

Each of a walk's three functions is exported by itself, and put together as

    start
    Loop over the rows, to the one with the last open cell
        row
        Loop over its columns
            step
    ... the next walk ...
    finish

What a function needs and nothing changes stays outside the loops, whose bodies read it there; only
what changes is carried from turn to turn. Nodes of a body that depend on nothing that changes
(weights in the order that a step wants, what a class adds) are moved out of it as well.

Beside `image` and `packed` the graph gives `codes` (N, values of all GRID sections in the order of
z), given or drawn, and `chances`, alike: the probability of each at the moment it was drawn, 0
where the walk did not come.
"""

from __future__ import annotations

import itertools
import logging
import warnings
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from gen_explorer.data import images
from gen_explorer.latent import priors
from gen_explorer.models import sequential
from gen_explorer.models.base import Control, State

COUNT = "count"
"""The free dimension: how many pictures."""


class Part(nn.Module):
    """A function of named tensors, with the model's weights at hand."""

    def __init__(
        self, model: Any, inputs: Sequence[str], function: Callable[[State], State]
    ) -> None:
        super().__init__()
        self.model = model
        self.inputs = tuple(inputs)
        self.function = function
        self.outputs: tuple[str, ...] = ()

    def forward(self, *tensors: Tensor) -> tuple[Tensor, ...]:
        made = self.function(dict(zip(self.inputs, tensors, strict=True)))
        self.outputs = tuple(made)
        return tuple(made.values())


class Exported:
    """A part as an ONNX model, with the tensors it made of the example."""

    def __init__(
        self,
        model: Any,
        example: State,
        function: Callable[[State], State],
        is_folded: bool = True,
    ) -> None:
        part = Part(model, tuple(example), function).eval()
        with torch.no_grad():
            made = part(*example.values())
        self.inputs, self.outputs = part.inputs, part.outputs
        self.made: State = dict(zip(self.outputs, made, strict=True))
        count = torch.export.Dim(COUNT, min=1, max=65536)
        shapes = tuple({0: count} if tensor.ndim else {} for tensor in example.values())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            logger = logging.getLogger("torch.onnx")
            level = logger.level
            logger.setLevel(logging.ERROR)
            program = torch.onnx.export(
                part,
                tuple(tensor.clone() for tensor in example.values()),  # one twice would become one
                dynamo=True,
                input_names=[f"in {name}" for name in self.inputs],
                output_names=[f"out {name}" for name in self.outputs],
                dynamic_shapes=(shapes,),
                verbose=False,
                optimize=is_folded,
            )
            logger.setLevel(level)
        assert program is not None
        self.proto = program.model_proto
        if self.proto.functions or len(self.proto.graph.input) != len(self.inputs):
            raise ValueError("a part of the walk cannot be put into a loop")


class Assembly:
    """The graph as it grows: its outermost nodes, its weights, and the names that they have.

    Weights that are `named` keep their names and are not folded; others are one where they are
    equal.
    """

    def __init__(self, named: Collection[str] = ()) -> None:
        self.named = named
        self.is_folded = not named
        self.nodes: list[Any] = []
        self.weights: dict[tuple[Any, ...], Any] = {}
        self.known: set[str] = set()

    def add(self, part: Exported, prefix: str, names: dict[str, str], body: list[Any]) -> None:
        """Puts a part's nodes into `body`. `names` tells what its inputs are called there; its
        outputs are called `prefix` + their name. Nodes that depend on nothing but what is known
        outside every loop go there."""
        from onnx import helper

        graph = part.proto.graph
        called = {f"in {name}": names[name] for name in part.inputs} | {"": ""}
        for tensor in graph.initializer:
            is_named = tensor.name in self.named
            key: tuple[Any, ...] = (tensor.name,)
            if not is_named:
                key = (tensor.data_type, tuple(tensor.dims), _content(tensor))
            if key not in self.weights:
                weight = type(tensor)()
                weight.CopyFrom(tensor)
                if not is_named:
                    weight.name = f"weight {len(self.weights)}"
                self.weights[key] = weight
                self.known.add(weight.name)
            called[tensor.name] = self.weights[key].name
        produced = {value for node in graph.node for value in node.output}
        for value in graph.output:
            name = value.name.removeprefix("out ")
            if value.name in produced:
                called[value.name] = prefix + name
        for node in graph.node:
            copy = type(node)()
            copy.CopyFrom(node)
            copy.name = prefix + node.name
            copy.input[:] = [called[value] for value in node.input]
            for value in node.output:
                called.setdefault(value, prefix + "." + value)
            copy.output[:] = [called[value] for value in node.output]
            outputs = {prefix + name for name in part.outputs}
            is_fixed = all(value in self.known for value in copy.input if value)
            if is_fixed and not outputs.intersection(copy.output):
                self.nodes.append(copy)
                self.known.update(copy.output)
            else:
                body.append(copy)
        for value, name in zip(graph.output, part.outputs, strict=True):
            if value.name not in produced:  # handed through as it came
                body.append(helper.make_node("Identity", [called[value.name]], [prefix + name]))
        if body is self.nodes:
            self.known.update(prefix + name for name in part.outputs)


def _content(tensor: Any) -> bytes:
    from onnx import numpy_helper

    content: bytes = numpy_helper.to_array(tensor).tobytes()
    return content


def weight_names(model: nn.Module) -> dict[str, Tensor]:
    """The parameters and buffers of a model by what a graph calls them that is not folded."""
    tensors = itertools.chain(
        model.named_parameters(remove_duplicate=False), model.named_buffers(remove_duplicate=False)
    )
    return {f"model.{name}": tensor for name, tensor in tensors}


def export_sequential(model: Any, is_folded: bool = True) -> Any:
    """The ONNX model of a `Sequential` model in eval mode. Batch size stays free. Not `is_folded`,
    every weight stays as it is in the model, under its name (`weight_names`)."""
    from onnx import helper

    z = torch.from_numpy(priors.draws(model.latent, range(2)))
    assembly = Assembly(() if is_folded else weight_names(model))
    assembly.known.add("z")
    states: list[State] = []
    ends: dict[str, str] = {}
    for index in range(len(model.walks())):
        state, names = _add_walk(assembly, model, index, z, states, ends)
        states.append(state)
        ends |= {f"{index} {name}": called for name, called in names.items()}

    def finish(tensors: State) -> State:
        found = _states(tensors, index + 1)
        image = model.finish(tensors["z"], found)
        walked = {walk.grid: state for walk, state in zip(model.walks(), found, strict=True)}
        grids = [section.name for section, _ in model.latent.find(Control.GRID)]
        codes = [walked[name]["values"].to(torch.float32) for name in grids]
        chances = [walked[name]["chances"].to(torch.float32) for name in grids]
        return {
            "image": image,
            "packed": images.pack(image),
            "codes": torch.cat(codes, 1),
            "chances": torch.cat(chances, 1),
        }

    last = Exported(model, {"z": z, **_flat(states)}, finish, is_folded)
    assembly.add(last, "", {"z": "z", **ends}, assembly.nodes)
    outputs = [_value(name, last.made[name]) for name in last.outputs]
    graph = helper.make_graph(
        assembly.nodes, "decoder", [_value("z", z)], outputs, list(assembly.weights.values())
    )
    return helper.make_model(
        graph, opset_imports=last.proto.opset_import, ir_version=last.proto.ir_version
    )


def _add_walk(
    assembly: Assembly,
    model: Any,
    index: int,
    z: Tensor,
    before: list[State],
    ends: dict[str, str],
) -> tuple[State, dict[str, str]]:
    """Adds one walk. Its state of the example, and what the entries are called at its end."""
    from onnx import TensorProto, helper

    section = sequential.place_of(model.latent, model.walks()[index].grid)[0]
    width = section.size // section.rows

    def start(tensors: State) -> State:
        state = model.walks()[index].start(tensors["z"], _states(tensors, index))
        cells = sequential.cells_to_walk(state["open"])
        return {**state, "cells": cells, "rows": (cells + (width - 1)) // width}

    def row(tensors: State) -> State:
        here = tensors["row"]
        state = {name: tensor for name, tensor in tensors.items() if name not in ("row", "cells")}
        columns = (tensors["cells"] - here * width).clamp(max=width)
        return {**model.walks()[index].row(state, here), "columns": columns}

    def step(tensors: State) -> State:
        state = {name: t for name, t in tensors.items() if name not in ("row", "column")}
        made: State = model.walks()[index].step(state, tensors["row"], tensors["column"])
        return made

    zero = torch.tensor(0)
    prefix = f"{index} start "
    started = Exported(model, {"z": z, **_flat(before)}, start, assembly.is_folded)
    assembly.add(started, prefix, {"z": "z", **ends}, assembly.nodes)
    example = {name: tensor for name, tensor in started.made.items() if name != "rows"}
    a_row = Exported(model, {"row": zero, **example}, row, assembly.is_folded)
    within = {**example, **a_row.made}
    within = {name: tensor for name, tensor in within.items() if name not in ("cells", "columns")}
    a_step = Exported(model, {"row": zero, "column": zero, **within}, step, assembly.is_folded)

    by_step = a_step.outputs
    by_row = [name for name in a_row.outputs if name in example]
    carried = [name for name in example if name in by_step or name in by_row]
    if not set(by_step) <= set(within):
        raise ValueError("a step makes something that no later one can see")

    # The loop over columns, then the one over rows around it
    outside = {name: prefix + name for name in started.outputs}
    in_row = {**outside, **{name: f"{index} row in {name}" for name in carried}}
    row_body: list[Any] = []
    assembly.add(a_row, f"{index} row ", {**in_row, "row": f"{index} row"}, row_body)
    in_step = {**in_row, **{name: f"{index} row {name}" for name in a_row.outputs}}
    entering = [in_step[name] for name in by_step]
    in_step |= {name: f"{index} step in {name}" for name in by_step}
    step_body: list[Any] = []
    places = {"row": f"{index} row", "column": f"{index} column"}
    assembly.add(a_step, f"{index} step ", {**in_step, **places}, step_body)
    step_body.append(helper.make_node("Identity", [f"{index} go"], [f"{index} go on"]))
    columns = helper.make_graph(
        step_body,
        f"{index} columns",
        _turn(f"{index} column", f"{index} go")
        + [_value(in_step[name], within[name]) for name in by_step],
        [helper.make_tensor_value_info(f"{index} go on", TensorProto.BOOL, [])]
        + [_value(f"{index} step {name}", within[name]) for name in by_step],
    )
    after = {name: f"{index} after {name}" for name in by_step}
    row_body.append(
        helper.make_node(
            "Loop", [f"{index} row columns", "", *entering], [*after.values()], body=columns
        )
    )
    row_body.append(helper.make_node("Identity", [f"{index} rows go"], [f"{index} rows go on"]))
    leaving = [after.get(name, f"{index} row {name}") for name in carried]
    rows = helper.make_graph(
        row_body,
        f"{index} rows",
        _turn(f"{index} row", f"{index} rows go")
        + [_value(in_row[name], example[name]) for name in carried],
        [helper.make_tensor_value_info(f"{index} rows go on", TensorProto.BOOL, [])]
        + [_value(called, example[name]) for called, name in zip(leaving, carried, strict=True)],
    )
    end = {**outside, **{name: f"{index} end {name}" for name in carried}}
    assembly.nodes.append(
        helper.make_node(
            "Loop",
            [outside["rows"], "", *(outside[name] for name in carried)],
            [end[name] for name in carried],
            body=rows,
        )
    )
    assembly.known.update(end.values())
    kept = [name for name in example if name != "cells"]
    return {name: example[name] for name in kept}, {name: end[name] for name in kept}


def _turn(number: str, condition: str) -> list[Any]:
    """The first two inputs of a loop's body."""
    from onnx import TensorProto, helper

    return [
        helper.make_tensor_value_info(number, TensorProto.INT64, []),
        helper.make_tensor_value_info(condition, TensorProto.BOOL, []),
    ]


def _value(name: str, like: Tensor) -> Any:
    """A named value of the type of `like`, whose first dimension is free."""
    from onnx import helper

    kind = helper.np_dtype_to_tensor_dtype(np.dtype(str(like.dtype).removeprefix("torch.")))
    return helper.make_tensor_value_info(name, kind, [COUNT, *like.shape[1:]] if like.ndim else [])


def _flat(states: Sequence[State]) -> State:
    """The entries of several states, each with its walk's number before its name."""
    return {f"{i} {name}": t for i, state in enumerate(states) for name, t in state.items()}


def _states(tensors: State, count: int) -> tuple[State, ...]:
    """The reverse of `_flat`."""
    return tuple(
        {
            name.removeprefix(f"{i} "): tensor
            for name, tensor in tensors.items()
            if name.startswith(f"{i} ")
        }
        for i in range(count)
    )


@torch.no_grad()
def difference(model: Any, exported: bytes, count: int) -> float:
    """The largest difference between torch and onnxruntime: of the probability of any drawn value,
    with those before it given, and of a pixel of the picture, in units of [-1, 1], made of the
    values that were drawn.

    Pictures drawn apart cannot be compared: where a die falls next to a border, a difference in
    the last bit draws another value, and all that follows is another picture. So onnxruntime draws
    `count` pictures and tells the probability of each value; torch then takes these values one by
    one as given, and its probabilities for them must be the same.
    """
    import onnxruntime

    z = priors.draws(model.latent, range(count))
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    image, codes, chances = session.run(["image", "codes", "chances"], {"z": z})
    given = z.copy()
    first, worst = 0, 0.0
    for section, place in model.latent.find(Control.GRID):
        given[:, place] = codes[:, first : first + section.size]
        first += section.size
    expected = model.decode(torch.from_numpy(given))
    worst = float(np.abs(image - expected.numpy()).max())
    followed = sequential.draw(model, torch.from_numpy(z), follow=torch.from_numpy(given))
    by_grid = {walk.grid: state for walk, state in zip(model.walks(), followed, strict=True)}
    first = 0
    for section, _ in model.latent.find(Control.GRID):
        told = chances[:, first : first + section.size]
        worst = max(worst, float(np.abs(by_grid[section.name]["chances"].numpy() - told).max()))
        first += section.size
    return worst
