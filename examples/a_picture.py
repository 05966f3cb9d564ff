"""A picture: both sides of a proposition through time, as PNG for a page and as SVG for print.

Needs matplotlib: pip install "unstatements[plot]"
"""

import unstatements as un

timeline = un.timeline(proposition="china-human-rights")
figure = timeline.plot(width=8)
figure.savefig("xinjiang.png")
figure.savefig("xinjiang.svg")

phone = timeline.plot(width=3.6)  # laid out anew, the letters stay as large
phone.savefig("xinjiang-phone.png")

print("written: xinjiang.png, xinjiang.svg, xinjiang-phone.png")
