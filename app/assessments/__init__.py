"""The annual assessment: rubrics, forms, the hundred points and how they came about."""
