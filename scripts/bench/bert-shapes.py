"""BERT-base in fp32 with invented weights, as a yardstick of speed: python3 scripts/bench/bert-shapes.py OUT.onnx"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, WIDTH, HEADS, FEED, WORDS = 12, 768, 12, 3072, 30522
rng = np.random.default_rng(1)
nodes, constants = [], []


def constant(array, name):
    constants.append(numpy_helper.from_array(array, name))
    return name


def op(kind, *inputs, **attributes):
    name = f'{kind}_{len(nodes)}'
    nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
    return name


def linear(x, rows, columns, name):
    return op('Add', op('MatMul', x, constant((rng.standard_normal((rows, columns)) * 0.02).astype(np.float32), name)), constant(np.zeros(columns, np.float32), f'{name}_bias'))


split = constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64), 'split')
join = constant(np.array([0, 0, WIDTH], np.int64), 'join')
x = op('Gather', constant((rng.standard_normal((WORDS, WIDTH)) * 0.02).astype(np.float32), 'table'), 'input_ids')
for n in range(LAYERS):
    heads = [op('Transpose', op('Reshape', linear(x, WIDTH, WIDTH, f'{part}{n}'), split), perm=[0, 2, 1, 3]) for part in 'qkv']
    scores = op('Softmax', op('Div', op('MatMul', heads[0], op('Transpose', heads[1], perm=[0, 1, 3, 2])), constant(np.float32(8), f'root{n}')), axis=-1)
    x = op('Add', x, linear(op('Reshape', op('Transpose', op('MatMul', scores, heads[2]), perm=[0, 2, 1, 3]), join), WIDTH, WIDTH, f'o{n}'))
    x = op('Add', x, linear(op('Relu', linear(x, WIDTH, FEED, f'up{n}')), FEED, WIDTH, f'down{n}'))
nodes.append(helper.make_node('ReduceMean', [x], ['pooled'], axes=[1], keepdims=0))
graph = helper.make_graph(nodes, 'bert-shapes', [helper.make_tensor_value_info('input_ids', TensorProto.INT64, ['batch', 'tokens'])], [helper.make_tensor_value_info('pooled', TensorProto.FLOAT, ['batch', WIDTH])], constants)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid('', 14)], ir_version=8), sys.argv[1])
