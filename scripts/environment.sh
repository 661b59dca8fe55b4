# Sourced by ./run and ./test: finds Python, makes .venv, installs the pinned packages.
# Needs bash 3.2 (macOS) or later.

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

find_python() {
    local name
    for name in "${THIDUA_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# Debian and Ubuntu split venv off into a package of its own.
ensure_venv_module() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return 0
    local package
    package="python3-venv"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "Cài gói hệ thống $package…"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package"; } >/dev/null ||
            stop "Không cài được gói $package: kiểm tra kết nối kho phần mềm rồi chạy lại."
        return 0
    fi
    stop "Thiếu gói $package: hãy chạy “sudo apt install $package” rồi chạy lại."
}

# prepare_environment app|test: quick when nothing changed since the last time.
prepare_environment() {
    local wanted python stamp
    wanted="requirements/$1.txt"
    python=$(find_python) || stop "Cần Python 3.11 trở lên: cài gói python3 rồi chạy lại."
    if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
        ensure_venv_module "$python"
        say "Tạo môi trường Python…"
        "$python" -m venv --clear .venv || stop "Không tạo được môi trường trong .venv."
    fi
    stamp=$(cat requirements/app.txt "$wanted" pyproject.toml | cksum)
    if [ "$(cat ".venv/installed-$1" 2>/dev/null)" != "$stamp" ]; then
        say "Cài các gói đã ghim phiên bản ($wanted)…"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
            --require-hashes -r "$wanted" || stop "Không cài được các gói: kiểm tra kết nối rồi chạy lại."
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation --editable . || stop "Không cài được Thi Đua vào môi trường."
        printf '%s' "$stamp" > ".venv/installed-$1"
        # The test environment holds everything of the app's too.
        [ "$1" = test ] && cat requirements/app.txt requirements/app.txt pyproject.toml | cksum > .venv/installed-app
    fi
    return 0
}
