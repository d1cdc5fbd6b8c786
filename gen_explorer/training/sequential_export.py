"""A model that draws value by value (`models.base.Sequential`) as one ONNX graph.

Each of a walk's functions is exported by itself, and put together as

    start
    Loop over the rows, to the one with the last open cell
        row
        Loop until the row stays as it is
            sweep
        end
    ... the next walk ...
    finish

What a function needs and nothing changes stays outside the loops, whose bodies read it there; only
what changes is carried from turn to turn. Nodes of a body that depend on nothing that changes there
(weights in the order that a sweep wants, what a class adds, a row's links) are moved out of it as
well.

Beside `image` and `packed` the graph gives `codes` (N, values of all GRID sections in the order of
z), given or drawn, and `chances`, alike: the probability of each at the moment it was drawn, 0
where the walk did not come. Such codes (1, values) of a picture that is thought to be alike can be
given as `guess`, which changes nothing but the time it takes; without, they are 0.
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
GUESS = "guess"
"""The input that may be left out."""


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
        shapes = tuple(  # every example holds several pictures; what there is one of stays so
            {0: count} if tensor.ndim and tensor.shape[0] > 1 else {} for tensor in example.values()
        )
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


class Level:
    """The outermost nodes or those of a loop's body, and what is known from there on."""

    def __init__(self, nodes: list[Any], known: set[str]) -> None:
        self.nodes = nodes
        self.known = known


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

    def outermost(self) -> Level:
        """Where nodes go that stand in no loop."""
        return Level(self.nodes, self.known)

    def constant(self, value: Any) -> str:
        """The name of a constant."""
        from onnx import numpy_helper

        name = f"weight {len(self.weights)}"
        self.weights[name,] = numpy_helper.from_array(value, name)
        self.known.add(name)
        return name

    def add(self, part: Exported, prefix: str, names: dict[str, str], *levels: Level) -> None:
        """Puts a part's nodes into the last of `levels`, bodies of loops from the outside to the
        inside below the outermost. `names` tells what its inputs are called there; its outputs are
        called `prefix` + their name. Nodes that depend on nothing but what is known further out go
        there."""
        from onnx import helper

        home = levels[-1] if levels else self.outermost()
        further_out = (self.outermost(), *levels)[: len(levels)]
        graph = part.proto.graph
        # By place: an input that is handed through bears the output's name.
        ends = zip(graph.input, part.inputs, strict=True)
        called = {value.name: names[name] for value, name in ends} | {"": ""}
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
        outputs = {prefix + name for name in part.outputs}
        for node in graph.node:
            copy = type(node)()
            copy.CopyFrom(node)
            copy.name = prefix + node.name
            copy.input[:] = [called[value] for value in node.input]
            for value in node.output:
                called.setdefault(value, prefix + "." + value)
            copy.output[:] = [called[value] for value in node.output]
            known: set[str] = set()
            place = home
            for level in further_out:
                known |= level.known
                if known.issuperset(value for value in copy.input if value) and not (
                    outputs.intersection(copy.output)
                ):
                    place = level
                    break
            place.nodes.append(copy)
            place.known.update(copy.output)
        for value, name in zip(graph.output, part.outputs, strict=True):
            if value.name not in produced:  # handed through as it came
                home.nodes.append(
                    helper.make_node("Identity", [called[value.name]], [prefix + name])
                )
        home.known.update(prefix + name for name in part.outputs)


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
    from onnx import helper, numpy_helper

    z = torch.from_numpy(priors.draws(model.latent, range(2)))
    assembly = Assembly(() if is_folded else weight_names(model))
    assembly.known |= {"z", GUESS}
    guess = torch.zeros(1, sum(section.size for section, _ in model.latent.find(Control.GRID)))
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
        codes = [walked[name]["values"].to(torch.float32).flatten(1) for name in grids]
        chances = [walked[name]["chances"].to(torch.float32).flatten(1) for name in grids]
        return {
            "image": image,
            "packed": images.pack(image),
            "codes": torch.cat(codes, 1),
            "chances": torch.cat(chances, 1),
        }

    last = Exported(model, {"z": z, **_flat(states)}, finish, is_folded)
    assembly.add(last, "", {"z": "z", **ends})
    outputs = [_value(name, last.made[name]) for name in last.outputs]
    graph = helper.make_graph(
        assembly.nodes,
        "decoder",
        [_value("z", z), _value(GUESS, guess, is_counted=False)],
        outputs,
        [*assembly.weights.values(), numpy_helper.from_array(guess.numpy(), GUESS)],
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

    section, place = sequential.place_of(model.latent, model.walks()[index].grid)
    width = section.size // section.rows
    grids = model.latent.find(Control.GRID)
    total = sum(grid.size for grid, _ in grids)
    first = sum(grid.size for grid, at in grids if at.start < place.start)

    def start(tensors: State) -> State:
        state = model.walks()[index].start(tensors["z"], _states(tensors, index))
        told = tensors[GUESS][:, first : first + section.size].to(torch.int64)
        return {
            **state,
            "guess": told.reshape(1, -1, width).expand(state["values"].shape[0], -1, -1),
            "rows": sequential.rows_to_walk(state["open"]),
        }

    def row(tensors: State) -> State:
        state = dict(tensors)
        here = state.pop("row")
        changed = model.walks()[index].row(state, here)
        return {**changed, **sequential.begin_row(state, here, section.levels)}

    def sweep(tensors: State) -> State:
        logits, entries = model.walks()[index].sweep(tensors)
        made: State = {**entries, **sequential.redraw(tensors, logits)}
        return {**made, "changed": (made["now"] != tensors["now"]).any()}

    def end(tensors: State) -> State:
        state = dict(tensors)
        return sequential.end_row(state, state.pop("row"))

    zero = torch.tensor(0)
    prefix = f"{index} start "
    given = {"z": z, GUESS: torch.zeros(1, total)}
    started = Exported(model, {**given, **_flat(before)}, start, assembly.is_folded)
    assembly.add(started, prefix, {**{name: name for name in given}, **ends})
    example = {name: tensor for name, tensor in started.made.items() if name != "rows"}
    a_row = Exported(model, {"row": zero, **example}, row, assembly.is_folded)
    within = {**example, **a_row.made}
    a_sweep = Exported(model, within, sweep, assembly.is_folded)
    swept = {name: tensor for name, tensor in a_sweep.made.items() if name != "changed"}
    an_end = Exported(model, {"row": zero, **within, **swept}, end, assembly.is_folded)

    by_row = {**a_row.made, **swept, **an_end.made}
    carried = [name for name in example if name in by_row]

    # The loop of sweeps, then the one over rows around it
    outside = {name: prefix + name for name in started.outputs}
    in_row = {**outside, **{name: f"{index} row in {name}" for name in carried}}
    rows = Level([], {f"{index} row", *in_row.values()})
    here = {"row": f"{index} row"}
    assembly.add(a_row, f"{index} row ", {**in_row, **here}, rows)
    in_sweep = {**in_row, **{name: f"{index} row {name}" for name in a_row.outputs}}
    if not set(swept) <= set(within):
        raise ValueError("a sweep makes something that no later one can see")
    entering = [in_sweep[name] for name in swept]
    in_sweep |= {name: f"{index} sweep in {name}" for name in swept}
    sweeps = Level([], set())
    assembly.add(a_sweep, f"{index} sweep ", in_sweep, rows, sweeps)
    sweeping = helper.make_graph(
        sweeps.nodes,
        f"{index} sweeps",
        _turn(f"{index} sweep", f"{index} go")
        + [_value(in_sweep[name], tensor) for name, tensor in swept.items()],
        [helper.make_tensor_value_info(f"{index} sweep changed", TensorProto.BOOL, [])]
        + [_value(f"{index} sweep {name}", tensor) for name, tensor in swept.items()],
    )
    drawn = {name: f"{index} drawn {name}" for name in swept}
    limits = [assembly.constant(np.array(width)), assembly.constant(np.array(True))]
    rows.nodes.append(
        helper.make_node("Loop", [*limits, *entering], [*drawn.values()], body=sweeping)
    )
    in_end = {**in_row, **{name: f"{index} row {name}" for name in a_row.outputs}, **drawn}
    assembly.add(an_end, f"{index} end ", {**in_end, **here}, rows)
    in_end |= {name: f"{index} end {name}" for name in an_end.outputs}
    rows.nodes.append(helper.make_node("Identity", [f"{index} rows go"], [f"{index} rows go on"]))
    walking = helper.make_graph(
        rows.nodes,
        f"{index} rows",
        _turn(f"{index} row", f"{index} rows go")
        + [_value(in_row[name], example[name]) for name in carried],
        [helper.make_tensor_value_info(f"{index} rows go on", TensorProto.BOOL, [])]
        + [_value(in_end[name], example[name]) for name in carried],
    )
    found = {**outside, **{name: f"{index} {name}" for name in carried}}
    assembly.nodes.append(
        helper.make_node(
            "Loop",
            [outside["rows"], "", *(outside[name] for name in carried)],
            [found[name] for name in carried],
            body=walking,
        )
    )
    assembly.known.update(found.values())
    return example, {name: found[name] for name in example}


def _turn(number: str, condition: str) -> list[Any]:
    """The first two inputs of a loop's body."""
    from onnx import TensorProto, helper

    return [
        helper.make_tensor_value_info(number, TensorProto.INT64, []),
        helper.make_tensor_value_info(condition, TensorProto.BOOL, []),
    ]


def _value(name: str, like: Tensor, is_counted: bool = True) -> Any:
    """A named value of the type of `like`, whose first dimension is free if `is_counted`."""
    from onnx import helper

    kind = helper.np_dtype_to_tensor_dtype(np.dtype(str(like.dtype).removeprefix("torch.")))
    shape = [COUNT, *like.shape[1:]] if like.ndim and is_counted else list(like.shape)
    return helper.make_tensor_value_info(name, kind, shape)


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
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # that an input may be left out is meant
    session = onnxruntime.InferenceSession(exported, options, providers=["CPUExecutionProvider"])
    image, codes, chances = session.run(["image", "codes", "chances"], {"z": z})
    given = z.copy()
    first, worst = 0, 0.0
    for section, place in model.latent.find(Control.GRID):
        given[:, place] = codes[:, first : first + section.size]
        first += section.size
    worst = float(np.abs(image - model.decode(torch.from_numpy(given)).numpy()).max())
    followed = sequential.draw(model, torch.from_numpy(z), follow=torch.from_numpy(given))
    by_grid = {walk.grid: state for walk, state in zip(model.walks(), followed, strict=True)}
    first = 0
    for section, _ in model.latent.find(Control.GRID):
        told = chances[:, first : first + section.size]
        worst = max(
            worst, float(np.abs(by_grid[section.name]["chances"].flatten(1).numpy() - told).max())
        )
        first += section.size
    return worst
