"""`python -m sim` is the command `multivector`."""

from multivector import main

if __name__ == "__main__":
    main()
