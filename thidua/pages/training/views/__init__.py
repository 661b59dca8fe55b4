"""Screens of training: lists, one course, its people, its roll call, what is learned."""
