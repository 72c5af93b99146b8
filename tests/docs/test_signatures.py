import griffe

from bookmaking.signatures import ValueSignatures


def test_an_api_page_shows_the_type_of_the_value_and_leaves_layers_alone() -> None:
    extensions = griffe.load_extensions(ValueSignatures)
    shown = griffe.load("layerwise", extensions=extensions)
    assert str(shown["activations.relu"].returns) == "Array"
    assert str(shown["losses.cross_entropy"].returns) == "Array"
    assert str(shown["layer.Dense.with_pullback"].returns) == "WithPullback[Array]"
