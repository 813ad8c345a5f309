"""`python -m sim` is the command `multivector`. Signals are seen to before anything else is imported."""

import signal


def main() -> None:
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # so early, an end without a word rather than a traceback
    from sim.signals import stoppable

    with stoppable():
        from sim.cli import main as command

        command()


if __name__ == "__main__":
    main()
