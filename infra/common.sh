# Shared by the scripts beside it; sourced, not run.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
server=$root/Grants.Web/bin/Release/net10.0/Grants.Web.dll
work=$root/.artifacts
mkdir -p "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No compiler or build node stays behind after the script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
export GRANTS_DATA=${GRANTS_DATA:-$root/.data}

# Says what is wrong and stops: fail CODE SENTENCE
fail() {
    printf '%s\n' "$2" >&2
    exit "$1"
}

# Stops unless the named programs are there.
need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || fail 2 "$program is needed and isn't on the PATH. See README.md."
    done
}

# Builds the server in Release, which is what people get; does nothing when it is newer than all sources.
build_server() {
    need dotnet node npm
    local stamp=$work/server-built
    if [[ -f $stamp && -f $server ]] && [[ -z $(newer_sources "$stamp") ]]; then
        return
    fi
    local now
    now=$(date +%s)
    echo "Building (the first time takes a minute or two) ..." >&2
    dotnet restore "$root/Grants.Web" -v quiet >&2 || fail 2 "The packages could not be restored."
    dotnet build "$root/Grants.Web" -c Release --no-restore -v quiet -clp:ErrorsOnly >&2 || fail 2 "The build failed."
    touch -d "@$now" "$stamp"
}

newer_sources() {
    find "$root"/Grants.{Domain,Data,Web} "$root"/infra/npm "$root"/*.props "$root"/global.json \
        \( -name bin -o -name obj -o -name node_modules -o -name lib -o -name Fonts \) -prune -o \
        -type f -newer "$1" -print -quit 2>/dev/null || true
}

# Whether something listens there: listens HOST PORT
listens() {
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}
