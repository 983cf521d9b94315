"""Holds memory of a GPU, and computes on it: lines `hold` and `work SECONDS` on stdin. Needs the driver alone."""

import ctypes
import sys
import time

# One thread a block that counts; compiled by the driver itself.
PTX = b"""
.version 7.0
.target sm_70
.address_size 64
.visible .entry spin(.param .u64 rounds)
{
    .reg .pred p;
    .reg .b64 i, n;
    ld.param.u64 n, [rounds];
    mov.u64 i, 0;
again:
    add.u64 i, i, 1;
    setp.lt.u64 p, i, n;
    @p bra again;
    ret;
}
"""

cuda = ctypes.CDLL("libcuda.so.1")


def call(name, *arguments):
    code = getattr(cuda, name)(*arguments)
    if code != 0:
        raise SystemExit(f"{name} answered {code}")


call("cuInit", 0)
device, context = ctypes.c_int(), ctypes.c_void_p()
call("cuDeviceGet", ctypes.byref(device), 0)
call("cuCtxCreate_v2", ctypes.byref(context), 0, device)
module, function = ctypes.c_void_p(), ctypes.c_void_p()
call("cuModuleLoadData", ctypes.byref(module), PTX)
call("cuModuleGetFunction", ctypes.byref(function), module, b"spin")

for line in sys.stdin:
    words = line.split()
    if words == ["hold"]:
        memory = ctypes.c_uint64()
        call("cuMemAlloc_v2", ctypes.byref(memory), ctypes.c_size_t(4 << 30))
    else:
        end = time.monotonic() + float(words[1])
        while time.monotonic() < end:
            rounds = ctypes.c_uint64(50_000_000)
            parameters = (ctypes.c_void_p * 1)(ctypes.cast(ctypes.pointer(rounds), ctypes.c_void_p))
            call("cuLaunchKernel", function, 64, 1, 1, 32, 1, 1, 0, None, parameters, None)
            call("cuCtxSynchronize")
    print("done", flush=True)
