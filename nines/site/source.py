"""Code and data inside our elements."""

import json
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def highlighted(source: str) -> str:
    """Python source as a readable block whose text content is exactly the source."""
    spans = highlight(source, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    return f'<div class="highlight"><pre class="nines-source"><code class="language-python">{spans}</code></pre></div>'


def data(value: Any) -> str:
    """JSON in a script element that nothing in it can close."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="nines-data">{text}</script>'
