"""``python -m govreport.cli``: the ``govreport`` command."""

from govreport.cli import main

if __name__ == "__main__":
    main()
