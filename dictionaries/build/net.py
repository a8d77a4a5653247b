"""The net in PyTorch, for training alone; `vndoc.models` runs the same in numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from vndoc.models.features import ROWS, SHAPES
from vndoc.tokens import Gap

EMBEDDING = 160
HIDDEN = 384
WIDTH = 192
DILATIONS = (1, 2, 4, 1)


class TypeEncoder(nn.Module):
    """n-gram rows and a shape → a vector of width `WIDTH`, for each distinct string."""

    def __init__(self) -> None:
        super().__init__()
        self.ngrams = nn.EmbeddingBag(ROWS + 1, EMBEDDING, mode="sum", padding_idx=ROWS)
        self.shapes = nn.Embedding(SHAPES, EMBEDDING)
        self.norm = nn.LayerNorm(EMBEDDING)
        self.inner = nn.Linear(EMBEDDING, HIDDEN)
        self.outer = nn.Linear(HIDDEN, WIDTH)
        self.skip = nn.Linear(EMBEDDING, WIDTH, bias=False)
        nn.init.normal_(self.ngrams.weight, std=0.1)
        with torch.no_grad():
            self.ngrams.weight[ROWS] = 0

    def forward(self, ngrams: Tensor, shapes: Tensor) -> Tensor:
        """(types, n-grams) int and (types,) int → (types, WIDTH)."""
        x = self.norm(self.ngrams(ngrams) + self.shapes(shapes))
        out: Tensor = self.outer(F.gelu(self.inner(x), approximate="tanh")) + self.skip(x)
        return out


class Block(nn.Module):
    """Layer norm, dilated convolution of width 3, GELU, linear; added to its input."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.dilation = dilation
        self.conv = nn.Linear(3 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, tokens, WIDTH) → the same shape."""
        h = self.norm(x)
        d = self.dilation
        padded = F.pad(h, (0, 0, d, d))
        n = h.shape[1]
        h = self.conv(torch.cat((padded[:, :n], h, padded[:, 2 * d :]), -1))
        result: Tensor = x + self.out(F.gelu(h, approximate="tanh"))
        return result


class Net(nn.Module):
    """Type encoder, type head, context tagger; both heads share the label vectors."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.encoder = TypeEncoder()
        self.before = nn.Embedding(len(Gap), WIDTH)
        self.after = nn.Embedding(len(Gap), WIDTH)
        self.blocks = nn.ModuleList(Block(d) for d in DILATIONS)
        self.style = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.context = nn.Linear(WIDTH, EMBEDDING)
        self.type_norm = nn.LayerNorm(WIDTH)
        self.type_head = nn.Linear(WIDTH, EMBEDDING)
        self.labels = nn.Embedding(labels, EMBEDDING)
        self.bias = nn.Parameter(torch.zeros(labels))
        self.type_bias = nn.Parameter(torch.zeros(labels))
        nn.init.normal_(self.labels.weight, std=0.05)
        for table in (self.before, self.after):
            nn.init.normal_(table.weight, std=0.1)

    def types(self, vectors: Tensor) -> Tensor:
        """Type vectors → queries of the type head."""
        out: Tensor = self.type_head(self.type_norm(vectors))
        return out

    def text(self, vectors: Tensor, before: Tensor, after: Tensor) -> Tensor:
        """(batch, tokens, WIDTH) type vectors and gaps → queries of the context head."""
        x = vectors + self.before(before) + self.after(after)
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i == 0:
                x = x + self.style(x.mean(1, keepdim=True))
        out: Tensor = self.context(self.norm(x))
        return out
