"""A small seccomp filter: no sockets, no looking into other processes, no new namespaces.

It is a list of what a decoder never needs, answered with EPERM, so that a decoder from any
distribution still runs. What it may open is the business of the namespaces or of Landlock.
"""

from __future__ import annotations

import platform
import struct

# Classic BPF opcodes (linux/bpf_common.h) and seccomp's answers (linux/seccomp.h).
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_NEW_NAMESPACES = 0x7E020000
_X32 = 0x40000000

_MACHINES = {
    "x86_64": (
        0xC000003E,
        {
            "sockets": (*range(41, 56), 288, 299, 307),
            "other processes": (62, 101, 129, 200, 234, 297, 310, 311, 312, 424, 434, 438, 440),
            "namespaces and mounts": (155, 161, 165, 166, 272, 308, 428, 429, 430, 431, 432, 433, 442),
            "the kernel itself": (175, 176, 246, 248, 249, 250, 298, 313, 320, 321, 323, 425, 426, 427),
        },
        56,
    ),
    "aarch64": (
        0xC00000B7,
        {
            "sockets": (*range(198, 213), 242, 243, 269),
            "other processes": (117, 129, 130, 131, 138, 240, 270, 271, 272, 424, 434, 438, 440),
            "namespaces and mounts": (39, 40, 41, 51, 97, 268, 428, 429, 430, 431, 432, 433, 442),
            "the kernel itself": (104, 105, 106, 217, 218, 219, 241, 273, 280, 282, 294, 425, 426, 427),
        },
        220,
    ),
}
_CLONE3 = 435


def program(machine: str | None = None) -> bytes | None:
    """Return the filter as an array of `struct sock_filter`, or None for a machine we have no table for."""
    known = _MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    identity, denied, clone = known
    numbers = sorted({number for group in denied.values() for number in group})
    code = [
        _step(_LOAD, _MACHINE_AT),
        _step(_EQUAL, identity, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
        _step(_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, _KILL),
    ]
    for number in numbers:
        code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERRNO | _EPERM)]
    code += [
        # Its flags lie behind a pointer a filter cannot follow; C libraries fall back to clone.
        _step(_EQUAL, _CLONE3, 0, 1),
        _step(_RETURN, _ERRNO | _ENOSYS),
        _step(_EQUAL, clone, 0, 3),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        _step(_RETURN, _ERRNO | _EPERM),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _step(opcode: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", opcode, if_true, if_false, operand)
