/* Windows 10 brings bcryptprimitives.dll, Wine 8 does not: Rust's library takes its random numbers
   from ProcessPrng (python-calamine, pydantic-core). For a trial's prefix only. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    return SystemFunction036(data, (ULONG)size);
}
