"""Trained weights -> ONNX graphs, built node by node so that the int8 one is exactly what we mean: the table and the matrices in
int8, one scale a row and a column. Opset 14, IR 8: what the pinned runtime reads."""
import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import DIM, HEADS, LAYERS


class Graph:
    def __init__(self, quantized):
        self.quantized, self.nodes, self.constants, self.count = quantized, [], [], 0

    def constant(self, array, name=None):
        name = name or f'c{len(self.constants)}'
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind, *inputs, outputs=1, **attributes):
        self.count += 1
        names = [f'{kind}_{self.count}_{i}' for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def ints(self, *values):
        return self.constant(np.array(values, np.int64))

    def linear(self, x, weight, bias):
        """x @ weight.T + bias; weight as torch keeps it, [out, in]."""
        matrix = weight.T
        if not self.quantized:
            return self.op('Add', self.op('MatMul', x, self.constant(matrix)), self.constant(bias))
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / 127
        whole = self.constant(np.round(matrix / scale).clip(-127, 127).astype(np.int8))
        # Activations stay as they are: quantized as they come, an answer would hang on what else stands in its batch.
        real = self.op('DequantizeLinear', whole, self.constant(scale.astype(np.float32)), self.constant(np.zeros(len(scale), np.int8)), axis=1)
        return self.op('Add', self.op('MatMul', x, real), self.constant(bias))

    def norm(self, x, weight, bias):
        centred = self.op('Sub', x, self.op('ReduceMean', x, axes=[-1]))
        spread = self.op('Sqrt', self.op('Add', self.op('ReduceMean', self.op('Mul', centred, centred), axes=[-1]), self.constant(np.float32(1e-5))))
        return self.op('Add', self.op('Mul', self.op('Div', centred, spread), self.constant(weight)), self.constant(bias))


def write_onnx(state, labels, path, quantized):
    """state_dict (numpy arrays) -> an ONNX file: input_ids int64 [b, t, k] (0 = none), attention_mask int64 [b, t] -> logits [b, labels],
    embedding [b, 128]."""
    g = Graph(quantized)
    table = state['table.weight'].copy()
    table[0] = 0
    if quantized:
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        rows = g.op('Cast', g.op('Gather', g.constant(np.round(table / scale).astype(np.int8), 'table'), 'input_ids'), to=TensorProto.FLOAT)
        # Weighted sum over the letter groups of a word as one matrix product: [1, k] x [k, 128].
        weights = g.op('Unsqueeze', g.op('Gather', g.constant(scale[:, 0].astype(np.float32) * (np.arange(len(scale)) > 0), 'scale'), 'input_ids'), g.ints(2))
        total = g.op('Squeeze', g.op('MatMul', weights, rows), g.ints(2))
    else:
        total = g.op('ReduceSum', g.op('Gather', g.constant(table, 'table'), 'input_ids'), g.ints(2), keepdims=0)
    present = g.op('Cast', g.op('Greater', 'input_ids', g.constant(np.int64(0))), to=TensorProto.FLOAT)
    count = g.op('Max', g.op('ReduceSum', present, g.ints(2), keepdims=1), g.constant(np.float32(1)))
    mask = g.op('Unsqueeze', g.op('Cast', 'attention_mask', to=TensorProto.FLOAT), g.ints(2))
    x = g.op('Mul', g.op('Div', total, count), mask)
    words = g.op('ReduceSum', mask, g.ints(1), keepdims=0)
    straight = g.op('Div', g.op('ReduceSum', x, g.ints(1), keepdims=0), g.op('Sqrt', words))
    length = g.op('Slice', g.op('Shape', 'attention_mask'), g.ints(1), g.ints(2))
    x = g.op('Add', x, g.op('Slice', g.constant(state['position']), g.ints(0), length, g.ints(0)))
    x = g.norm(x, state['norm.weight'], state['norm.bias'])
    away = g.op('Mul', g.op('Sub', g.op('Transpose', mask, perm=[0, 2, 1]), g.constant(np.float32(1))), g.constant(np.float32(1e4)))
    bias = g.op('Unsqueeze', away, g.ints(1))
    split = g.constant(np.array([0, 0, 3 * HEADS, DIM // HEADS], np.int64))
    join = g.constant(np.array([0, 0, DIM], np.int64))
    for n in range(LAYERS):
        w = {key.split('.', 2)[2]: value for key, value in state.items() if key.startswith(f'layers.{n}.')}
        heads = g.op('Transpose', g.op('Reshape', g.linear(x, w['qkv.weight'], w['qkv.bias']), split), perm=[0, 2, 1, 3])
        q, k, v = g.op('Split', heads, outputs=3, axis=1)
        scores = g.op('Add', g.op('Div', g.op('MatMul', q, g.op('Transpose', k, perm=[0, 1, 3, 2])), g.constant(np.float32(math.sqrt(DIM // HEADS)))), bias)
        mixed = g.op('Reshape', g.op('Transpose', g.op('MatMul', g.op('Softmax', scores, axis=-1), v), perm=[0, 2, 1, 3]), join)
        x = g.norm(g.op('Add', x, g.linear(mixed, w['out.weight'], w['out.bias'])), w['norm1.weight'], w['norm1.bias'])
        y = g.linear(g.op('Relu', g.linear(x, w['up.weight'], w['up.bias'])), w['down.weight'], w['down.bias'])
        x = g.norm(g.op('Add', x, y), w['norm2.weight'], w['norm2.bias'])
    mean = g.op('Div', g.op('ReduceSum', g.op('Mul', x, mask), g.ints(1), keepdims=0), words)
    hidden = g.op('Mul', g.op('Sub', mask, g.constant(np.float32(1))), g.constant(np.float32(1e4)))
    most = g.op('ReduceMax', g.op('Add', x, hidden), axes=[1], keepdims=0)
    pooled = g.op('Concat', mean, most, straight, axis=-1)
    # The last product stays in fp32: it is small, and rounding it costs most.
    logits = g.op('Add', g.op('MatMul', pooled, g.constant(state['head.weight'].T)), g.constant(state['head.bias']))
    g.nodes.append(helper.make_node('Identity', [logits], ['logits']))
    inputs = [helper.make_tensor_value_info('input_ids', TensorProto.INT64, ['batch', 'words', 'grams']),
              helper.make_tensor_value_info('attention_mask', TensorProto.INT64, ['batch', 'words'])]
    outputs = [helper.make_tensor_value_info('logits', TensorProto.FLOAT, ['batch', labels])]
    graph = helper.make_graph(g.nodes, 'transaction-categorizer', inputs, outputs, g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 14)], ir_version=8, producer_name='finance-tracker')
    onnx.checker.check_model(model)
    onnx.save(model, path)
