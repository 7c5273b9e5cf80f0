/* CDD.exe (window) and cdd-desktop.exe (console, with -DCONSOLE): starts the program in use.
 *
 * current.txt, beside this file, names the program folder in use; its runtime\python3??.dll is
 * loaded into this very process, so that the task manager, the taskbar and a lock on the running
 * file all say CDD.exe. A launcher of any version starts a program folder of any version.
 *
 * Exit codes: the program's own; 3 when the program could not be started, told in Thai.
 */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768 /* of a path, Windows' own limit */
#define CANNOT_START 3
/* cdd_desktop/__main__.py gives this back when its files are damaged and it could tell nobody */
#define UNTOLD 4
#define ADDED_ARGUMENTS 3

static const wchar_t TITLE[] = L"พช. เดสก์ท็อป";
static const wchar_t REMEDY[] =
    L"กรุณาติดตั้งโปรแกรมใหม่ด้วยไฟล์ติดตั้งเดิมหรือรุ่นล่าสุด ข้อมูลของสำนักงานไม่หาย "
    L"หากยังเปิดไม่ได้ ให้ตรวจว่าโปรแกรมป้องกันไวรัสกักไฟล์ไว้หรือไม่ หรือแจ้งผู้ดูแลโปรแกรม";

typedef int (*PyMain)(int, wchar_t **);

/* Say why the program does not start, what to do about it, and which file it is about. */
static int refuse(const wchar_t *reason, const wchar_t *file)
{
    static wchar_t text[LONGEST + 1024];
    _snwprintf(text, LONGEST + 1023, L"%ls\n%ls\n(%ls)\n", reason, REMEDY, file);
#ifdef CONSOLE
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode, written;
    if (GetConsoleMode(out, &mode)) {
        WriteConsoleW(out, text, (DWORD)wcslen(text), &written, NULL);
    } else { /* a file or another program: UTF-8, as the program itself writes */
        static char bytes[3 * (LONGEST + 1024)];
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        WriteFile(out, bytes, length > 0 ? (DWORD)length - 1 : 0, &written, NULL);
    }
    (void)TITLE;
#else
    MessageBoxW(NULL, text, TITLE, MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
    return CANNOT_START;
}

/* `folder\name` into `path`; false where it would be too long. */
static BOOL join(wchar_t *path, const wchar_t *folder, const wchar_t *name)
{
    int length = _snwprintf(path, LONGEST - 1, L"%ls\\%ls", folder, name);
    path[LONGEST - 1] = 0;
    return length > 0 && length < LONGEST - 1;
}

static BOOL exists(const wchar_t *path)
{
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

/* The name of the folder in use; false when the file is not there or holds anything else. */
static BOOL read_current(const wchar_t *path, wchar_t *name, DWORD room)
{
    char line[128];
    DWORD length = 0, kept = 0;
    HANDLE file = INVALID_HANDLE_VALUE;
    /* shared for deleting too: an installer may rename a new one over it at this moment, and an
       antivirus may hold the new one for another */
    for (int tries = 0; file == INVALID_HANDLE_VALUE && tries < 10; tries++) {
        if (tries)
            Sleep(50);
        file = CreateFileW(path, GENERIC_READ,
                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                           OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
        if (file == INVALID_HANDLE_VALUE && GetLastError() == ERROR_PATH_NOT_FOUND)
            break;
    }
    if (file == INVALID_HANDLE_VALUE)
        return FALSE;
    ReadFile(file, line, sizeof line, &length, NULL);
    CloseHandle(file);
    while (length && (line[length - 1] == '\n' || line[length - 1] == '\r' || line[length - 1] == ' '))
        length--;
    for (; kept < length && kept < room - 1; kept++) {
        char letter = line[kept];
        /* a name of our own making: never a path that leads elsewhere */
        if (!strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+_", letter))
            return FALSE;
        name[kept] = (wchar_t)letter;
    }
    name[kept] = 0;
    return kept == length && kept > 0 && name[0] != L'.';
}

/* The name of the interpreter in `runtime`, "python313.dll"; python3.dll only forwards to it. */
static BOOL find_interpreter(const wchar_t *runtime, wchar_t *name)
{
    static wchar_t pattern[LONGEST];
    WIN32_FIND_DATAW found;
    if (!join(pattern, runtime, L"python3*.dll"))
        return FALSE;
    HANDLE search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return FALSE;
    BOOL is_it = FALSE;
    do {
        is_it = wcslen(found.cFileName) == wcslen(L"python3xx.dll") &&
                iswdigit(found.cFileName[7]) && iswdigit(found.cFileName[8]);
    } while (!is_it && FindNextFileW(search, &found));
    FindClose(search);
    if (is_it)
        wcscpy(name, found.cFileName);
    return is_it;
}

/* Where one of these is missing nothing could be told later: the interpreter would look for another
   Python, end without a word, or fail at the first child process. `missing` then names it. */
static BOOL is_whole(const wchar_t *program, const wchar_t *dll, wchar_t *missing)
{
    wchar_t path[64];
    static const wchar_t *needed[] = {L"runtime\\%.9ls._pth", L"runtime\\%.9ls.zip",
                                      L"runtime\\pythonw.exe", L"app\\cdd_desktop"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        _snwprintf(path, 63, needed[i], dll); /* its first nine letters: python313 */
        if (!join(missing, program, path) || !exists(missing))
            return FALSE;
    }
    return TRUE;
}

int wmain(void)
{
    static wchar_t self[LONGEST], folder[LONGEST], path[LONGEST];
    static wchar_t program[LONGEST], runtime[LONGEST];
    wchar_t name[128], dll[MAX_PATH];

    /* from now on: this folder, System32 and what is added below; never the current folder, PATH */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    DWORD length = GetModuleFileNameW(NULL, self, LONGEST);
    if (length == 0 || length >= LONGEST)
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะที่อยู่ของโปรแกรมยาวเกินไป", self);
    wcscpy(folder, self);
    *wcsrchr(folder, L'\\') = 0;

    if (!join(path, folder, L"current.txt") || !read_current(path, name, 128))
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะการติดตั้งไม่ครบ: ไม่รู้ว่าใช้รุ่นใดอยู่", path);
    if (!join(program, folder, name) || !exists(program))
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะโฟลเดอร์ของโปรแกรมหายไป", program);
    if (!join(runtime, program, L"runtime") || !find_interpreter(runtime, dll))
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะไฟล์ของโปรแกรมหายไป", runtime);
    if (!is_whole(program, dll, path))
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะไฟล์ของโปรแกรมหายไป", path);

    /* Qt's modules look for python3.dll and vcruntime140.dll, which lie there and not with them */
    AddDllDirectory(runtime);
    join(path, runtime, dll);
    HMODULE python = LoadLibraryExW(
        path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    PyMain run = python ? (PyMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run)
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะไฟล์ของโปรแกรมเสียหรือถูกกันไว้", path);

    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **passed = given ? calloc((size_t)count + ADDED_ARGUMENTS + 1, sizeof *passed) : NULL;
    if (!passed)
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะหน่วยความจำไม่พอ กรุณาปิดโปรแกรมอื่นแล้วลองใหม่", self);
    /* -I: nothing of another Python on this computer, neither its variables nor its packages */
    wchar_t *added[ADDED_ARGUMENTS] = {L"-I", L"-m", L"cdd_desktop"};
    passed[0] = self;
    memcpy(passed + 1, added, sizeof added);
    if (count > 1)
        memcpy(passed + 1 + ADDED_ARGUMENTS, given + 1, ((size_t)count - 1) * sizeof *passed);
    int code = run(ADDED_ARGUMENTS + (count > 1 ? count : 1), passed);
    if (code == UNTOLD)
        return refuse(L"เปิดโปรแกรมไม่ได้ เพราะไฟล์ของโปรแกรมหายหรือเสีย", program);
    return code;
}
