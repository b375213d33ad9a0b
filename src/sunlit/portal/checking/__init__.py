"""核一核: what citizens type beside what the records say. Pure functions over words."""
