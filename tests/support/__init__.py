"""The world around the product, for tests: doubles and real parts that share no code with it."""
