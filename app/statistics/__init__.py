"""What is counted of complaints, month by month: for officers, parks and sellers, each their own."""
