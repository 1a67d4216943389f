"""`python -m answerable` and the command `answerable`."""

from answerable.cli.run import main

if __name__ == "__main__":
    main()
