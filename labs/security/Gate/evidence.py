"""What the gate does on the public seed: accounts taken, prompts sent, customers refused and asked."""

from labs.security.gate_figures import SEED, consequences
from labs.security.gates import run


def chart(answer, naive, reference):
    """Bars of what goes wrong under the learner's gate."""
    return consequences(run(answer, (SEED,)), "your gate")
