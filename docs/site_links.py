"""Leads links to files outside docs/ to the repository, where a reader of the site finds them."""

import posixpath
import re

RELATIVE_LINK = re.compile(r"\]\((\.\./[^)]*)\)")


def on_page_markdown(markdown, page, config, **_):
    folder = posixpath.join("docs", posixpath.dirname(page.file.src_uri))

    def target(match):
        path = posixpath.normpath(posixpath.join(folder, match[1]))
        if path.startswith("docs/"):
            return match[0]
        return f"]({config.repo_url}/blob/main/{path})"

    return RELATIVE_LINK.sub(target, markdown)
