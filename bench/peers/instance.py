"""An instance as its peers see it: NumPy arrays from the folder that bench_instance wrote."""

import pathlib

import numpy as np


class Instance:
    """Scores and capacities of one market; `start` is None where every pair is allowed."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.capacity = self._read("capacity")
        self.floor = self._read("floor")
        self.m = len(self.capacity)
        self.start = None
        if (self.folder / "start.npy").exists():
            self.start = self._read("start")
            self.column = self._read("column")
            self.score = self._read("score")
            self.n = len(self.start) - 1
        else:
            self.left = self._read("left_features").astype(np.float32)
            self.right = self._read("right_features").astype(np.float32)
            self.village = self._read("village")
            self.base = int(self._read("base")[0])
            self.n = len(self.left)
            self._price_distances()

    def _read(self, name):
        return np.load(self.folder / f"{name}.npy")

    def _price_distances(self):
        """Points for distance from every village to every place: 1 for 100 m, rounded down."""
        xy, right = self._read("left_xy"), self._read("right_xy")
        _, first = np.unique(self.village, return_index=True)
        seat = np.zeros((int(self.village.max()) + 1, 2), np.int32)
        seat[self.village[first]] = xy[first]
        dx = (seat[:, None, 0] - right[None, :, 0]).astype(np.float32)
        dy = (seat[:, None, 1] - right[None, :, 1]).astype(np.float32)
        distance = np.sqrt(dx * dx + dy * dy)
        self.added = np.float32(self.base) - np.floor(distance * np.float32(0.01))

    def block(self, rows):
        """Scores of some rows (a slice or indices) against all places, as float32 whole numbers:
        below 2^24, so that the product is exact."""
        scores = self.left[rows] @ self.right.T
        scores += self.added[self.village[rows]]
        return scores

    def matrix(self):
        """All scores as int32."""
        out = np.empty((self.n, self.m), np.int32)
        for begin in range(0, self.n, 4096):
            out[begin : begin + 4096] = self.block(slice(begin, begin + 4096))
        return out

    def arcs(self):
        """(row, column, score) of every pair worth more than going unplaced, which is worth 0; all
        pairs if some places have a floor."""
        if self.start is None:
            scores = self.matrix()
            row, column = np.nonzero(scores > 0)
            return row.astype(np.int32), column.astype(np.int32), scores[row, column]
        row = np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.start))
        keep = slice(None) if self.floor.any() else self.score > 0
        return row[keep], self.column[keep], self.score[keep]
