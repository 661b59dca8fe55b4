"""The look: shell, stylesheet, icons, template components, lists."""
