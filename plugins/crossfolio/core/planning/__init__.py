"""What a learner had best do next."""
