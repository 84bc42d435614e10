"""The network: words as means of hashed letter groups, two transformer layers over them, and beside these a straight path from the
letter groups to the answer, so that it can do whatever a linear model over letter groups can."""
import math

import torch
from torch import nn

from features import BUCKETS, MAX_WORDS

DIM, HEADS, WIDTH, LAYERS = 128, 4, 384, 2
POSITIONS = MAX_WORDS + 1


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(DIM, 3 * DIM)
        self.out = nn.Linear(DIM, DIM)
        self.norm1, self.norm2 = nn.LayerNorm(DIM), nn.LayerNorm(DIM)
        self.up, self.down = nn.Linear(DIM, WIDTH), nn.Linear(WIDTH, DIM)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, bias):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        attention = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(DIM // HEADS) + bias, -1)
        mixed = (attention @ v).transpose(1, 2).reshape(b, t, DIM)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(torch.relu(self.up(x)))))


class Categorizer(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, DIM, mode='sum', sparse=True)
        nn.init.normal_(self.table.weight, std=0.3)
        with torch.no_grad():
            self.table.weight[0].zero_()
        self.position = nn.Parameter(torch.randn(POSITIONS, DIM) * 0.02)
        self.norm = nn.LayerNorm(DIM)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(3 * DIM, labels)
        self.drop = nn.Dropout(0.15)

    def forward(self, grams, offsets, weights, place, mask):
        """grams: ids of all distinct words of the batch in a row, offsets: where each begins, weights: 1/n of its word (0 where
        dropped), place [b,t]: which word stands there, mask [b,t]: 1 where one stands -> logits [b, labels]."""
        words = self.table(grams, offsets, per_sample_weights=weights)
        x = words[place] * mask[..., None]
        straight = x.sum(1) / mask.sum(1, keepdim=True).sqrt()
        x = self.norm(x + self.position[:x.shape[1]])
        bias = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        most = (x + (mask[..., None] - 1) * 1e4).max(1).values
        return self.head(self.drop(torch.cat([mean, most, straight], -1)))
