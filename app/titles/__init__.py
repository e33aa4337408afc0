"""The title 放心电商: proposed by a panel, on notice, awarded for a year, certified, and taken away on six grounds."""
