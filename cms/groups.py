"""The office's two groups for the public site, as the first migration names them."""

EDITORS = "网站编辑"
MODERATORS = "网站审核员"
