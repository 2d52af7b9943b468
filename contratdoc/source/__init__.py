"""Bytes to texts, trees and prose, each with its positions; nothing here knows what a contract is."""
