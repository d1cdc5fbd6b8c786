"""An ONNX graph whose weights can be put in anew: while a model learns, only they change.

torch takes seconds to export a network. The graph that it exports without folding constants holds
every weight of the model as it is, under its name; another moment of the same training is the same
graph with other numbers, which takes milliseconds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from torch import Tensor, nn

from gen_explorer.training import onnx_export


class Template:
    """A graph exported unfolded from a model, to be filled with the weights of its like."""

    def __init__(self, graph: Any, model: nn.Module) -> None:
        """`graph` is the ONNX model that `onnx_export` made of `model`, not folded."""
        from onnx import TensorProto, helper

        self._proto = onnx_export.without_origins(graph)
        del self._proto.graph.value_info[:]
        weights = onnx_export.weight_names(model)
        self._places: list[tuple[str, Any, bool]] = []
        casts = []
        for tensor in self._proto.graph.initializer:
            if tensor.name not in weights:
                continue  # a constant of the code
            name, is_half = tensor.name, is_stored_half(weights[tensor.name])
            if is_half:
                tensor.name = name + ".half"
                tensor.data_type = TensorProto.FLOAT16
                casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
            for field in ("float_data", "int32_data", "int64_data", "external_data"):
                tensor.ClearField(field)
            self._places.append((name, tensor, is_half))
        nodes = [*casts, *self._proto.graph.node]
        del self._proto.graph.node[:]
        self._proto.graph.node.extend(nodes)

    def filled(self, model: nn.Module) -> bytes:
        """The ONNX file with the weights of `model`, large ones rounded to half precision. Raises
        ValueError for a model of other shapes, and for a weight that half precision cannot hold."""
        weights = onnx_export.weight_names(model)
        for name, tensor, is_half in self._places:
            values = weights[name].detach().cpu().contiguous().numpy()
            if tuple(tensor.dims) != values.shape:
                raise ValueError(f"{name} is {values.shape}, the graph has {tuple(tensor.dims)}")
            if is_half:
                with np.errstate(over="ignore"):
                    values = values.astype(np.float16)
                if not np.isfinite(values).all():
                    raise ValueError(f"{name} is too large or no number")
            tensor.raw_data = values.tobytes()
        written: bytes = self._proto.SerializeToString()
        return written


def is_stored_half(tensor: Tensor) -> bool:
    """Whether files hold a weight in half precision."""
    return tensor.is_floating_point() and tensor.numel() >= onnx_export.HALF_FROM
