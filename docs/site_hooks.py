"""Takes the documents beside docs/ into the site, and makes links between all of them and to the repository work there."""

import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

# The page of each document that is not in docs/.
PAGES = {"README.md": "start.md", "SECURITY.md": "security.md", "CONTRIBUTING.md": "contributing.md"}

# The plugin "offline" loads this from another host. Without it, a page that was opened as a file has no search.
SHIM_URL = "https://unpkg.com/iframe-worker/shim"
SHIM = "node_modules/iframe-worker/shim/index.js"
SHIM_PAGE = "assets/iframe-worker.js"

LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
FENCE_WITH_OPTIONS = re.compile(r"^```(\w+) \w+$", re.MULTILINE)


def on_files(files, config):
    root = Path(config.config_file_path).parent
    for document, page in PAGES.items():
        text = FENCE_WITH_OPTIONS.sub(r"```\1", (root / document).read_text("utf-8"))
        files.append(File.generated(config, page, content=text))
    files.append(File.generated(config, SHIM_PAGE, abs_src_path=str(root / SHIM)))
    return files


def on_post_page(output, page, **_):
    return output.replace(SHIM_URL, posixpath.relpath(SHIM_PAGE, posixpath.dirname(page.file.dest_uri) or "."))


def on_page_markdown(markdown, page, config, **_):
    documents = {name: document for document, name in PAGES.items()}
    document = documents.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    name = config.repo_url.removeprefix("https://github.com/")
    prefixes = (f"{config.repo_url}/blob/main/", f"https://raw.githubusercontent.com/{name}/main/")

    def target(match):
        link, anchor = match[1], match[2] or ""
        path = next((link.removeprefix(prefix) for prefix in prefixes if link.startswith(prefix)), None)
        if path is None and "://" in link:
            return match[0]
        if path is None:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(document), link))
        inside = PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
        if inside is None:
            return f"]({config.repo_url}/blob/main/{path}{anchor})"
        return f"]({posixpath.relpath(inside, posixpath.dirname(page.file.src_uri) or '.')}{anchor})"

    return LINK.sub(target, markdown)
