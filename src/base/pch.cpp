// Compiled once: makes the precompiled header that every room reuses (base/pch.hpp).
