"""The linear algebra of neural networks in NumPy: one module per chapter of *Layer by Layer*."""

__version__ = "0.1.0"
