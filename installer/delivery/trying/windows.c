/* `windows.exe stay` does nothing until it is ended: while it runs, the prefix stays started up.
   The windows that stand on the screen: `windows.exe` writes one line each (process, width, height,
   title; UTF-8, tabs between), `windows.exe close TEXT` asks those whose title holds TEXT to close,
   as a click on the cross does; exit code 1 when there was none. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static const wchar_t *wanted;
static int asked;

static BOOL CALLBACK each(HWND window, LPARAM unused)
{
    wchar_t title[512];
    char bytes[2048];
    DWORD process = 0;
    RECT place;
    (void)unused;
    if (!IsWindowVisible(window))
        return TRUE;
    title[0] = 0;
    GetWindowTextW(window, title, 512);
    if (wanted) {
        if (wcsstr(title, wanted)) {
            asked++;
            PostMessageW(window, WM_CLOSE, 0, 0);
        }
        return TRUE;
    }
    GetWindowThreadProcessId(window, &process);
    GetWindowRect(window, &place);
    if (WideCharToMultiByte(CP_UTF8, 0, title, -1, bytes, sizeof bytes, NULL, NULL) > 0)
        printf("%lu\t%ld\t%ld\t%s\n", process, place.right - place.left, place.bottom - place.top,
               bytes);
    return TRUE;
}

int wmain(int count, wchar_t **words)
{
    if (count == 2 && wcscmp(words[1], L"stay") == 0) {
        GetDesktopWindow(); /* starts Wine's explorer, which the first window would start */
        Sleep(INFINITE);
    }
    if (count == 3 && wcscmp(words[1], L"close") == 0)
        wanted = words[2];
    EnumWindows(each, 0);
    return wanted && !asked ? 1 : 0;
}
