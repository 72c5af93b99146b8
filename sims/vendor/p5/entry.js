import p5 from "p5/core";
import color from "p5/color";
import math from "p5/math";
import shape from "p5/shape";

math(p5);
color(p5);
shape(p5);
// resizeCanvas asks this of the accessibility helpers, which are left out.
p5.prototype._addAccsOutput = () => false;
window.p5 = p5;
