; The installer: per user, Thai, one wizard without choices, also silent (/S).
;
;   CDD-Desktop-0.9.0-setup.exe [/S] [/LOG=file]
;   uninstall.exe [/S] [/LOG=file]
;
; Exit codes (compiling.EXIT_CODES and the manual hold the same list):
;    0 done
;    1 cancelled by the user
;    2 stopped or damaged file (NSIS's own)
;    5 the program is running
;    6 a newer version is installed
;    7 not enough space
;    8 cannot write there
;    9 another installer is at work
;   10 Windows too old or 32-bit
;   11 files could not be laid down, the old version is kept
;
; Nothing in use is ever overwritten: the program goes into a folder of its own name, and one atomic
; rename (current.txt.new over current.txt) makes it the program in use. Killed before that moment the
; old version starts, after it the new one; the next install sweeps what is left over.
;
; Only what an install laid down is ever deleted: the top of a program folder is known by name, a file
; that somebody else put there keeps the folder where it is, and a junction goes without its target.
;
; compiling.py writes setup-facts.nsh (versions, sizes, places) and program-files.nsh (every file).

!include "setup-facts.nsh"
Target ${TARGET}
SetCompressor /SOLID /FINAL lzma
SetCompressorDictSize 32
SetDatablockOptimize on
SetDateSave off                        ; the same stage gives the same installer
CRCCheck force                         ; a half-copied file is refused, /NCRC or not
ManifestSupportedOS all
ManifestDPIAware true
RequestExecutionLevel user             ; no administrator, no prompt

!define PROGRAM "พช. เดสก์ท็อป"
!define APP_ID "CDDDesktop.Office"     ; the window sets the same one: one button on the taskbar
!define BACKUP_TYPE "CDDDesktop.Backup"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CDDDesktop"
!define SHORTCUT "$SMPROGRAMS\${PROGRAM}.lnk"
!define HOME "$LOCALAPPDATA\Programs\CDD Desktop"
!define DATA "$LOCALAPPDATA\CDD Desktop"
!define OLDEST_BUILD 17763             ; Windows 10 1809: what Qt 6.11 is built for
!define OLDEST_ARM_BUILD 22000         ; x64 programs run on ARM only since Windows 11
!define SPARE_MIB 64                   ; the data must still have room to grow by a day's work

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "TextFunc.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"
!include "Win\COM.nsh"
!include "Win\Propkey.nsh"

Name "${PROGRAM}"
Caption "ติดตั้ง ${PROGRAM} ${VERSION}"
UninstallCaption "ถอน ${PROGRAM} ${VERSION}"
BrandingText "${PROGRAM} ${VERSION} (${BUILD})"
OutFile "${OUT}"
InstallDir "${HOME}"
AllowRootDirInstall false
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1054 "ProductName" "${PROGRAM}"
VIAddVersionKey /LANG=1054 "FileDescription" "ตัวติดตั้ง ${PROGRAM}"
VIAddVersionKey /LANG=1054 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=1054 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1054 "ProductVersion" "${VERSION} (${BUILD})"
VIAddVersionKey /LANG=1054 "LegalCopyright" "${PUBLISHER}"
!ifdef UNINSTALLER_FINALIZE
  !uninstfinalize '${UNINSTALLER_FINALIZE} "%1"' = 0 ; without it a failure would go by unseen
!endif

; --- the wizard ----------------------------------------------------------------------------------

!define MUI_CUSTOMFUNCTION_ABORT UserCancelled
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE_PICTURE}"

Var User ; who it is installed for: not whoever works here, when an administrator opened it
Var Data ; where the office's data is, in words
!define MUI_WELCOMEPAGE_TITLE "ติดตั้ง ${PROGRAM} รุ่น ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "ติดตั้งให้ผู้ใช้ชื่อ $User โดยไม่ต้องใช้สิทธิ์ผู้ดูแลระบบ$\r$\n$\r$\nโปรแกรมจะอยู่ที่$\r$\n$INSTDIR$\r$\n$\r$\nข้อมูลของสำนักงานจะอยู่ที่$\r$\n$Data$\r$\n$\r$\nถ้าเครื่องนี้มีรุ่นเดิมอยู่ รุ่นเดิมจะถูกเปลี่ยนเป็นรุ่นนี้ และข้อมูลยังอยู่ครบ$\r$\n$\r$\nโปรดปิดโปรแกรมรุ่นเดิม แล้วกด ติดตั้ง"
!insertmacro MUI_PAGE_WELCOME

!define MUI_PAGE_HEADER_TEXT "กำลังติดตั้ง"
!define MUI_PAGE_HEADER_SUBTEXT "ใช้เวลาประมาณ 1 ถึง 3 นาที โปรดรอจนเสร็จ"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "ติดตั้งเสร็จแล้ว"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "กด ถัดไป"
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "ยังไม่ได้ติดตั้ง"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "รุ่นเดิม (ถ้ามี) ยังใช้งานได้ โปรดกด ยกเลิก แล้วเพิ่มเนื้อที่ว่างก่อนติดตั้งอีกครั้ง"
!insertmacro MUI_PAGE_INSTFILES

!define MUI_FINISHPAGE_TITLE "ติดตั้งรุ่น ${VERSION} เสร็จแล้ว"
!define MUI_FINISHPAGE_TEXT "เปิดโปรแกรมได้จากเมนูเริ่ม (Start) ชื่อ “${PROGRAM}”$\r$\n$\r$\nข้อมูลของสำนักงานอยู่ที่$\r$\n$Data$\r$\n$\r$\nกด เสร็จสิ้น เพื่อปิดหน้าต่างนี้"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_BUTTON "เสร็จสิ้น"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "เปิดโปรแกรมเดี๋ยวนี้"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "ถอนโปรแกรม ${PROGRAM}"
!define MUI_PAGE_HEADER_SUBTEXT "ข้อมูลของสำนักงานไม่ถูกลบ"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "โปรแกรมจะถูกถอนออกจากเครื่องนี้ แต่ข้อมูลของสำนักงานและไฟล์สำรองยังอยู่ที่$\r$\n$Data$\r$\n$\r$\nโปรดปิดโปรแกรม แล้วกด ถอนโปรแกรม"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "ถอนจาก:"
!insertmacro MUI_UNPAGE_CONFIRM

!define MUI_PAGE_HEADER_TEXT "กำลังถอนโปรแกรม"
!define MUI_PAGE_HEADER_SUBTEXT "โปรดรอจนเสร็จ"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "ถอนโปรแกรมเสร็จแล้ว"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "ข้อมูลยังอยู่ที่ $Data"
!undef MUI_INSTFILESPAGE_ABORTHEADER_TEXT
!undef MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "ถอนโปรแกรมไม่ครบ"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "ข้อมูลยังอยู่ครบ โปรดเปิดเครื่องใหม่แล้วถอนอีกครั้ง"
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Thai"

; --- what installing and uninstalling share ------------------------------------------------------

Var Log          ; file that sentences are appended to
Var Current      ; name of the program folder that current.txt names and that is there, or ""
Var Folder       ; name of the program folder being laid down, or ""
Var Text
Var Code
Var Name
Var Found
Var Search
Var LibrarySearch
Var Library
Var Handle
Var Fault
Var Tries
Var Answer

!macro Stop UN EXIT_CODE SENTENCE
  StrCpy $Code ${EXIT_CODE}
  StrCpy $Text `${SENTENCE}`
  Call ${UN}Stop
!macroend

!macro RemoveTree UN FOLDER
  Push "${FOLDER}"
  Call ${UN}RemoveTree
!macroend

!macro SharedFunctions UN

; Split as Windows does: PowerShell puts its quotes around the whole word, "/LOG=C:\a b.log".
Function ${UN}StartLog
  StrCpy $Log "$TEMP\cdd-desktop-setup.log"
  System::Call 'kernel32::GetCommandLineW() p .r0'
  System::Call 'shell32::CommandLineToArgvW(p r0, *i .r1) p .r2'
  StrCpy $3 $2                         ; the address of each word in turn
  ${While} $1 > 0
    System::Call '*$3(w .r5)'
    IntPtrOp $3 $3 + ${NSIS_PTR_SIZE}
    IntOp $1 $1 - 1
    StrCpy $6 $5 5
    ${If} $6 == "/LOG="
      StrCpy $6 $5 "" 5
      ClearErrors
      FileOpen $Handle $6 a
      ${IfNot} ${Errors}               ; where it cannot be written the usual one tells
        FileClose $Handle
        StrCpy $Log $6
      ${EndIf}
    ${EndIf}
  ${EndWhile}
  System::Call 'kernel32::LocalFree(p r2)'
  ClearErrors
FunctionEnd

Function ${UN}FindData
  StrCpy $Data "${DATA}"
  ${If} ${FileExists} "${DATA}\start.json" ; the program keeps there that another was chosen
    StrCpy $Data "${DATA} หรือโฟลเดอร์อื่นที่เลือกไว้ในโปรแกรม"
  ${EndIf}
FunctionEnd

Function ${UN}WriteLog                 ; $Text, with the hour; UTF-16 with BOM, as Notepad expects
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  IntOp $2 $2 + 543
  ClearErrors
  FileOpen $Handle $Log a
  ${IfNot} ${Errors}
    FileSeek $Handle 0 END
    FileWriteUTF16LE /BOM $Handle "$0/$1/$2 $4.$5 น. รุ่น ${VERSION} (${BUILD}) รหัส $Code: $Text$\r$\n"
    FileClose $Handle
  ${EndIf}
FunctionEnd

Function ${UN}Stop                     ; $Code, $Text
  SetErrorLevel $Code
  Call ${UN}WriteLog
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Text"
  ${EndIf}
  Quit
FunctionEnd

Function ${UN}RefuseSecond             ; the mutex goes with its process, however that ends
  ReadEnvStr $0 USERNAME
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\CDDDesktop.Setup.$0") p .r1 ?e'
  Pop $Fault
  ${If} $Fault = 183                   ; ERROR_ALREADY_EXISTS
  ${OrIf} $Fault = 5                   ; ERROR_ACCESS_DENIED: there, of one that an administrator runs
    !insertmacro Stop "${UN}" 9 "มีการติดตั้งหรือถอน ${PROGRAM} ค้างอยู่อีกหน้าต่างหนึ่ง โปรดทำหน้าต่างนั้นให้เสร็จหรือปิดหน้าต่างนั้น แล้วเปิดใหม่อีกครั้ง"
  ${EndIf}
FunctionEnd

; What is swept is deleted whole, so only a name as an install gives it counts (0.9.0-3f2a91c4, behind
; it -2 or .old), and never a junction, which may lead to somebody's data.
Function ${UN}IsProgramFolder          ; $Name -> $Answer 1: a folder that an install made
  StrCpy $Answer 0
  StrCpy $0 $Name 1
  ${If} $0 < 1
  ${AndIf} $0 != "0"
    Return
  ${EndIf}
  ${WordFind} $Name "-" "E+1{" $1      ; E: the error flag says that there is no "-"
  ${IfNot} ${Errors}
    ${WordFind} $1 "." "E#" $1
  ${EndIf}
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  ${If} $1 = 3
    System::Call 'kernel32::GetFileAttributesW(w "$INSTDIR\$Name") i .r1'
    IntOp $1 $1 & 0x410                ; FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_REPARSE_POINT
    ${If} $1 = 0x10
      StrCpy $Answer 1
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ${UN}HoldsOthers              ; $Name -> $Answer 1: there is what no install puts at its top
  StrCpy $Answer 0
  FindFirst $0 $1 "$INSTDIR\$Name\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != "runtime"
    ${AndIf} $1 != "app"
    ${AndIf} $1 != "licences"
    ${AndIf} $1 != "build.json"
    ${AndIf} $1 != "files.txt"
      StrCpy $Answer 1
      ${ExitDo}
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  ClearErrors
FunctionEnd

; RMDir /r would empty the folder that a junction leads to; here the junction goes and that stays.
Function ${UN}RemoveTree               ; path on the stack
  Exch $R0
  Push $R1
  Push $R2
  System::Call 'kernel32::GetFileAttributesW(w R0) i .R1'
  IntOp $R1 $R1 & 0x400                ; FILE_ATTRIBUTE_REPARSE_POINT
  ${If} $R1 = 0
    FindFirst $R1 $R2 "$R0\*"
    ${DoWhile} $R2 != ""
      ${If} $R2 != "."
      ${AndIf} $R2 != ".."
        ${If} ${FileExists} "$R0\$R2\*.*"
          Push "$R0\$R2"
          Call ${UN}RemoveTree
        ${Else}
          Delete "$R0\$R2"
        ${EndIf}
      ${EndIf}
      FindNext $R1 $R2
    ${Loop}
    FindClose $R1
  ${EndIf}
  RMDir "$R0"
  Pop $R2
  Pop $R1
  Pop $R0
FunctionEnd

; A program that runs is mapped, and a mapped file cannot be opened for writing. An antivirus that
; reads it looks the same for a moment, so the question is asked for two seconds.
Function ${UN}IsMapped                 ; $Library = whole path -> $Answer 1
  StrCpy $Answer 0
  ${For} $Tries 1 10
    System::Call 'kernel32::CreateFileW(w "$Library", i 0x40000000, i 7, p 0, i 3, i 0x80, p 0) i .s ?e'
    Pop $Fault
    Pop $Handle
    ${If} $Handle <> -1
      System::Call 'kernel32::CloseHandle(i $Handle)'
      Return
    ${EndIf}
    ${If} $Fault <> 32                 ; ERROR_SHARING_VIOLATION
      Return
    ${EndIf}
    Sleep 200
  ${Next}
  StrCpy $Answer 1
FunctionEnd

; Children of the program run runtime\pythonw.exe: what all of them have mapped is the library.
Function ${UN}IsFolderRunning          ; $Name -> $Answer
  StrCpy $Answer 0
  FindFirst $LibrarySearch $Found "$INSTDIR\$Name\runtime\python3*.dll"
  ${DoWhile} $Found != ""
    StrCpy $Library "$INSTDIR\$Name\runtime\$Found"
    Call ${UN}IsMapped
    ${If} $Answer = 1
      ${ExitDo}
    ${EndIf}
    FindNext $LibrarySearch $Found
  ${Loop}
  FindClose $LibrarySearch
FunctionEnd

Function ${UN}IsRunning                ; -> $Answer
  StrCpy $Library "$INSTDIR\CDD.exe"
  Call ${UN}IsMapped
  ${If} $Answer = 0
    StrCpy $Library "$INSTDIR\cdd-desktop.exe"
    Call ${UN}IsMapped
  ${EndIf}
  ${If} $Answer = 1
    Return
  ${EndIf}
  FindFirst $Search $Name "$INSTDIR\*"
  ${DoWhile} $Name != ""
    Call ${UN}IsProgramFolder
    ${If} $Answer = 1
      Call ${UN}IsFolderRunning
      ${If} $Answer = 1
        ${ExitDo}
      ${EndIf}
    ${EndIf}
    FindNext $Search $Name
  ${Loop}
  FindClose $Search
FunctionEnd

; Renamed first: Windows refuses that while anything in the folder is open, so a program that was
; started in the last second keeps all its files and the folder waits for the next install.
Function ${UN}RemoveFolder             ; $Name
  Call ${UN}IsFolderRunning
  ${If} $Answer = 1
    Return
  ${EndIf}
  Call ${UN}HoldsOthers
  ${If} $Answer = 1                    ; an office may have chosen it for its data: that must not move
    !insertmacro RemoveTree "${UN}" "$INSTDIR\$Name\runtime"
    !insertmacro RemoveTree "${UN}" "$INSTDIR\$Name\app"
    !insertmacro RemoveTree "${UN}" "$INSTDIR\$Name\licences"
    Delete "$INSTDIR\$Name\build.json"
    Delete "$INSTDIR\$Name\files.txt"
    ClearErrors
    Return
  ${EndIf}
  StrCpy $0 $Name "" -4
  ${If} $0 != ".old"
    !insertmacro RemoveTree "${UN}" "$INSTDIR\$Name.old"
    ClearErrors
    Rename "$INSTDIR\$Name" "$INSTDIR\$Name.old"
    ${If} ${Errors}
      ClearErrors
      Return
    ${EndIf}
    StrCpy $Name "$Name.old"
  ${EndIf}
  !insertmacro RemoveTree "${UN}" "$INSTDIR\$Name"
  ClearErrors
FunctionEnd

Function ${UN}SweepFolders             ; all program folders but $Current and $Folder
  FindFirst $Search $Name "$INSTDIR\*"
  ${DoWhile} $Name != ""
    ${If} $Name != $Current
    ${AndIf} $Name != $Folder
      Call ${UN}IsProgramFolder
      ${If} $Answer = 1
        Call ${UN}RemoveFolder
      ${EndIf}
    ${EndIf}
    FindNext $Search $Name
  ${Loop}
  FindClose $Search
  Call ${UN}DropNewFiles
FunctionEnd

Function ${UN}DropNewFiles             ; by name: a *.new may be somebody's own
  Delete "$INSTDIR\CDD.exe.new"
  Delete "$INSTDIR\cdd-desktop.exe.new"
  Delete "$INSTDIR\uninstall.exe.new"
  Delete "$INSTDIR\current.txt.new"
  Delete "$INSTDIR\writing.new"
  ClearErrors
FunctionEnd

!macroend

!insertmacro SharedFunctions ""
!insertmacro SharedFunctions "un."

!macro TellShell                       ; SHCNE_ASSOCCHANGED: icons and double clicks at once
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; --- installing: the checks ----------------------------------------------------------------------

Function .onInit
  StrCpy $INSTDIR "${HOME}"            ; no /D=: folders that look like ours are swept there
  Call StartLog
  Call FindData
  ReadEnvStr $User USERNAME
  Call RefuseOldWindows
  Call RefuseSecond
  Call RefuseRunning
  Call ReadCurrent
  Call RefuseOlderOverNewer
  Call RefuseUnwritable
  Call RefuseFullDisk
FunctionEnd

Function RefuseOldWindows
  ${IfNot} ${RunningX64}
  ${AndIfNot} ${IsNativeARM64}
    !insertmacro Stop "" 10 "Windows ของเครื่องนี้เป็นแบบ 32 บิต โปรแกรมต้องใช้แบบ 64 บิต โปรดติดตั้งในเครื่องที่ใช้ Windows 10 หรือ 11 แบบ 64 บิต"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Stop "" 10 "Windows ของเครื่องนี้เก่าเกินไป โปรแกรมต้องใช้ Windows 10 รุ่น 1809 ขึ้นไป โปรดปรับรุ่น Windows (Windows Update) หรือติดตั้งในเครื่องอื่น"
  ${EndIf}
  ${If} ${IsNativeARM64}
  ${AndIfNot} ${AtLeastBuild} ${OLDEST_ARM_BUILD}
    !insertmacro Stop "" 10 "เครื่องนี้ใช้หน่วยประมวลผลแบบ ARM ซึ่งต้องเป็น Windows 11 จึงใช้โปรแกรมได้ โปรดปรับรุ่น Windows หรือติดตั้งในเครื่องอื่น"
  ${EndIf}
FunctionEnd

Function RefuseRunning
  Call IsRunning
  ${If} $Answer = 1
    !insertmacro Stop "" 5 "${PROGRAM} กำลังเปิดอยู่ในเครื่องนี้ โปรดปิดโปรแกรมแล้วติดตั้งอีกครั้ง (ถ้าเพิ่งปิด โปรดรอสักครู่)"
  ${EndIf}
FunctionEnd

Function ReadCurrent                   ; what current.txt names counts only when it is really there
  StrCpy $Current ""
  StrCpy $Folder ""
  ClearErrors
  FileOpen $Handle "$INSTDIR\current.txt" r
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  FileRead $Handle $1 100
  FileClose $Handle
  ${TrimNewLines} $1 $1
  ${WordFind} $1 " " "+1" $1           ; the launchers, too, do without a blank at its end
  FindFirst $Search $Name "$INSTDIR\*"
  ${DoWhile} $Name != ""
    ${If} $Name == $1
      Call IsProgramFolder
      ${If} $Answer = 1
        StrCpy $Current $Name
      ${EndIf}
      ${ExitDo}
    ${EndIf}
    FindNext $Search $Name
  ${Loop}
  FindClose $Search
  ClearErrors
FunctionEnd

Function RefuseOlderOverNewer          ; the folder's own name says its version: no registry to go stale
  ${If} $Current == ""
    Return
  ${EndIf}
  ${WordFind} $Current "-" "+1{" $1
  ${VersionCompare} $1 "${VERSION}" $2
  ${If} $2 = 1
    !insertmacro Stop "" 6 "เครื่องนี้มี ${PROGRAM} รุ่น $1 ซึ่งใหม่กว่ารุ่น ${VERSION} ที่จะติดตั้ง รุ่นเดิมยังใช้งานได้ตามปกติ โปรดใช้ตัวติดตั้งรุ่น $1 หรือรุ่นล่าสุด"
  ${EndIf}
FunctionEnd

Function RefuseUnwritable
  StrLen $0 $WINDIR
  StrCpy $1 $INSTDIR $0
  ${If} $1 == $WINDIR                  ; the profile of SYSTEM: a start-up script, not a logon script
    !insertmacro Stop "" 8 "ตัวติดตั้งทำงานด้วยบัญชีของ Windows เอง จึงไม่มีผู้ใช้คนใดเห็นโปรแกรม โปรดสั่งติดตั้งในชื่อของผู้ใช้ เมื่อผู้ใช้ลงชื่อเข้าใช้เครื่องแล้ว"
  ${EndIf}
  StrLen $0 "$INSTDIR\${FOLDER}-99.old\"
  IntOp $0 $0 + ${LONGEST_PATH}
  ${If} $0 > 259
    !insertmacro Stop "" 8 "ชื่อโฟลเดอร์ของผู้ใช้ยาวเกินไปสำหรับวางไฟล์ของโปรแกรม ($INSTDIR) โปรดติดตั้งด้วยชื่อผู้ใช้ Windows ที่สั้นกว่านี้"
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR"           ; where this fails the file below fails as well
  FileOpen $Handle "$INSTDIR\writing.new" w
  ${If} ${Errors}
    !insertmacro Stop "" 8 "เขียนไฟล์ในโฟลเดอร์ $INSTDIR ไม่ได้ โปรดตรวจสิทธิ์ของโฟลเดอร์หรือแจ้งผู้ดูแลเครื่อง แล้วติดตั้งอีกครั้ง"
  ${EndIf}
  FileClose $Handle
  Delete "$INSTDIR\writing.new"
FunctionEnd

Function FreeSpace                     ; $Name = a folder -> $0 = MiB free to this user
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$Name", *l .r0, p 0, p 0) i .r1'
  ${If} $1 = 0
    StrCpy $0 2147483647               ; not told: extraction itself will say
    Return
  ${EndIf}
  System::Int64Op $0 / 1048576
  Pop $0
  System::Int64Op $0 > 2147483647
  Pop $1
  ${If} $1 = 1
    StrCpy $0 2147483647
  ${EndIf}
FunctionEnd

; The installer unpacks into the temporary folder and copies from there: room for the program twice.
Function RefuseFullDisk
  ${GetRoot} $INSTDIR $2
  ${GetRoot} $TEMP $3
  IntOp $4 ${PROGRAM_MIB} + ${SPARE_MIB}
  ${If} $2 == $3
    IntOp $4 $4 + ${PROGRAM_MIB}
  ${Else}
    StrCpy $Name $TEMP
    Call FreeSpace
    ${If} $0 < ${PROGRAM_MIB}
      Call DropEmptyHome
      !insertmacro Stop "" 7 "เนื้อที่ว่างของไดรฟ์ $3 เหลือ $0 MB ต้องใช้ ${PROGRAM_MIB} MB โปรดลบไฟล์ที่ไม่ใช้หรือล้างถังขยะ แล้วติดตั้งอีกครั้ง"
    ${EndIf}
  ${EndIf}
  StrCpy $Name $INSTDIR
  Call FreeSpace
  ${If} $0 < $4
    Call DropEmptyHome
    !insertmacro Stop "" 7 "เนื้อที่ว่างของไดรฟ์ $2 เหลือ $0 MB ต้องใช้ $4 MB โปรดลบไฟล์ที่ไม่ใช้หรือล้างถังขยะ แล้วติดตั้งอีกครั้ง"
  ${EndIf}
FunctionEnd

Function DropEmptyHome
  RMDir "$INSTDIR"
  ClearErrors
FunctionEnd

; --- installing: the work ------------------------------------------------------------------------

Function ReplaceFile                   ; "$INSTDIR\$Name.new" over "$INSTDIR\$Name", or the end
  System::Call 'kernel32::CreateFileW(w "$INSTDIR\$Name.new", i 0x40000000, i 7, p 0, i 3, i 0x80, p 0) p .r0'
  System::Call 'kernel32::FlushFileBuffers(p r0)' ; a power cut must not leave a name without its file
  System::Call 'kernel32::CloseHandle(p r0)'
  SetFileAttributes "$INSTDIR\$Name" NORMAL ; marked read-only it could not be replaced
  ClearErrors
  ${For} $Tries 1 20                   ; an antivirus may hold a new file for some seconds
    System::Call 'kernel32::MoveFileExW(w "$INSTDIR\$Name.new", w "$INSTDIR\$Name", i 9) i .r0'
    ${If} $0 <> 0                      ; 9: replace, and do not return before it is on the disk
      Return
    ${EndIf}
    Sleep 250
  ${Next}
  Call NotLaidDown
FunctionEnd

Function DropNewFolder
  ${If} $Folder != ""
    SetOutPath "$TEMP"                 ; a folder that is somebody's current one cannot go
    !insertmacro RemoveTree "" "$INSTDIR\$Folder"
    Call DropNewFiles
    ${IfNot} ${FileExists} "$INSTDIR\current.txt" ; the first install: there is nothing to open
      Delete "$INSTDIR\CDD.exe"
      Delete "$INSTDIR\cdd-desktop.exe"
      Delete "$INSTDIR\uninstall.exe"
    ${EndIf}
    StrCpy $Folder ""
  ${EndIf}
  Call DropEmptyHome
FunctionEnd

Function NotLaidDown
  Call DropNewFolder
  !insertmacro Stop "" 11 "วางไฟล์ของโปรแกรมไม่ครบ รุ่นเดิม (ถ้ามี) ยังใช้งานได้ โปรดตรวจเนื้อที่ว่างและโปรแกรมป้องกันไวรัส แล้วติดตั้งอีกครั้ง"
FunctionEnd

Function .onInstFailed                 ; NSIS stopped by itself: the disk was full while unpacking
  Call DropNewFolder
  StrCpy $Code 11
  StrCpy $Text "วางไฟล์ของโปรแกรมไม่ครบ รุ่นเดิม (ถ้ามี) ยังใช้งานได้ โปรดเพิ่มเนื้อที่ว่างแล้วติดตั้งอีกครั้ง"
  SetErrorLevel $Code
  Call WriteLog
FunctionEnd

Function UserCancelled
  Call DropEmptyHome
  StrCpy $Code 1
  StrCpy $Text "ผู้ใช้ยกเลิกการติดตั้ง"
  Call WriteLog
FunctionEnd

Section
  SetDetailsPrint none
  Call RefuseRunning
  Call ReadCurrent
  Call SweepFolders

  StrCpy $Folder "${FOLDER}"
  StrCpy $0 1
  ${While} ${FileExists} "$INSTDIR\$Folder"
    IntOp $0 $0 + 1
    StrCpy $Folder "${FOLDER}-$0"
  ${EndWhile}

  SetDetailsPrint both
  DetailPrint "กำลังวางไฟล์ของโปรแกรม"
  SetDetailsPrint none
  SetOverwrite try                     ; a file that cannot be made sets the error flag, no box
  AllowSkipFiles off
  ClearErrors
  !include "program-files.nsh"
  SetOverwrite on
  SetOutPath "$INSTDIR"

  SetDetailsPrint both
  DetailPrint "กำลังตรวจไฟล์ที่วาง"
  SetDetailsPrint none
  ${GetSize} "$INSTDIR\$Folder" "/S=0B" $0 $1 $2
  ${If} $0 <> ${PROGRAM_BYTES}
  ${OrIf} $1 <> ${PROGRAM_FILES}
    Call NotLaidDown
  ${EndIf}

  ; The wizard may have stood open for an hour.
  Call IsRunning
  ${If} $Answer = 1
    Call DropNewFolder
    Call RefuseRunning
  ${EndIf}

  SetDetailsPrint both
  DetailPrint "กำลังเปลี่ยนเป็นรุ่น ${VERSION}"
  SetDetailsPrint none
  SetOverwrite try
  ClearErrors
  File "/oname=$INSTDIR\CDD.exe.new" "${WINDOW_LAUNCHER}"
  File "/oname=$INSTDIR\cdd-desktop.exe.new" "${CONSOLE_LAUNCHER}"
  SetOverwrite on
  WriteUninstaller "$INSTDIR\uninstall.exe.new"
  ${If} ${Errors}
    Call NotLaidDown
  ${EndIf}
  ; Launchers of any version open a program folder of any version.
  StrCpy $Name "CDD.exe"
  Call ReplaceFile
  StrCpy $Name "cdd-desktop.exe"
  Call ReplaceFile
  StrCpy $Name "uninstall.exe"
  Call ReplaceFile

  FileOpen $Handle "$INSTDIR\current.txt.new" w
  FileWrite $Handle "$Folder$\r$\n"
  FileClose $Handle
  ${If} ${Errors}
    Call NotLaidDown
  ${EndIf}
  StrCpy $Name "current.txt"
  Call ReplaceFile                     ; the moment of change
  StrCpy $Current $Folder
  StrCpy $Folder ""

  Call Register
  SetDetailsPrint both
  DetailPrint "กำลังลบไฟล์ของรุ่นเดิม"
  SetDetailsPrint none
  Call SweepFolders
  SetDetailsPrint both
  DetailPrint "ติดตั้งเสร็จแล้ว"
  StrCpy $Code 0
  StrCpy $Text "ติดตั้งเสร็จแล้ว"
  Call WriteLog
  SetErrorLevel 0
SectionEnd

Function Register
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\CDD.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${PROGRAM_KIB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  WriteRegStr HKCU "Software\Classes\${BACKUP_TYPE}" "" "ไฟล์สำรองของ ${PROGRAM}"
  WriteRegStr HKCU "Software\Classes\${BACKUP_TYPE}\DefaultIcon" "" "$INSTDIR\CDD.exe,0"
  WriteRegStr HKCU "Software\Classes\${BACKUP_TYPE}\shell\open\command" "" '"$INSTDIR\CDD.exe" open "%1"'
  WriteRegStr HKCU "Software\Classes\.cddbackup\OpenWithProgids" "${BACKUP_TYPE}" ""
  ReadRegStr $0 HKCU "Software\Classes\.cddbackup" ""
  ${If} $0 == ""                       ; another program's choice is left alone
    WriteRegStr HKCU "Software\Classes\.cddbackup" "" "${BACKUP_TYPE}"
  ${EndIf}
  !insertmacro TellShell

  SetOutPath "$INSTDIR"                ; the shortcut starts there
  CreateShortcut "${SHORTCUT}" "$INSTDIR\CDD.exe" "" "$INSTDIR\CDD.exe" 0 SW_SHOWNORMAL "" "บันทึกงานหมู่บ้านของสำนักงานพัฒนาชุมชน"
  Call NameShortcut
  ClearErrors
FunctionEnd

Function NameShortcut                  ; the window and its pinned button belong together by this name
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    StrCpy $2 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${SHORTCUT}",${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
    ${EndIf}
    ${If} $2 P<> 0
      System::Call '*(&w64 "${APP_ID}")p.r3'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
      System::Call '*(&i2 ${VT_LPWSTR},&i6 0,p r3,p 0)p.r5'
      ${IPropertyStore::SetValue} $2 '($4,$5)'
      ${IPropertyStore::Commit} $2 ""
      ${IPersistFile::Save} $1 '("${SHORTCUT}",1)'
      System::Free $3
      System::Free $4
      System::Free $5
    ${EndIf}
    !insertmacro ComHlpr_SafeRelease $2
    !insertmacro ComHlpr_SafeRelease $1
    ${IUnknown::Release} $0 ""
  ${EndIf}
FunctionEnd

Function OpenProgram                   ; by the desktop, so that it never runs with more rights
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\CDD.exe"'
FunctionEnd

; --- uninstalling --------------------------------------------------------------------------------

Function un.onInit
  StrCpy $INSTDIR "${HOME}"            ; a copy of uninstall.exe elsewhere must not sweep there
  Call un.StartLog
  Call un.FindData
  Call un.RefuseSecond
  Call un.RefuseRunning
FunctionEnd

Function un.RefuseRunning
  Call un.IsRunning
  ${If} $Answer = 1
    !insertmacro Stop "un." 5 "${PROGRAM} กำลังเปิดอยู่ในเครื่องนี้ โปรดปิดโปรแกรมแล้วถอนอีกครั้ง (ถ้าเพิ่งปิด โปรดรอสักครู่)"
  ${EndIf}
FunctionEnd

; The key and uninstall.exe go last: an uninstall that was killed can be run again.
Section "Uninstall"
  SetDetailsPrint none
  SetOutPath "$TEMP"
  Call un.RefuseRunning
  Delete "${SHORTCUT}"
  ReadRegStr $0 HKCU "Software\Classes\.cddbackup" ""
  ${If} $0 == "${BACKUP_TYPE}"
    DeleteRegValue HKCU "Software\Classes\.cddbackup" ""
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.cddbackup\OpenWithProgids" "${BACKUP_TYPE}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.cddbackup\OpenWithProgids"
  DeleteRegKey /ifnovalues HKCU "Software\Classes\.cddbackup"
  DeleteRegKey HKCU "Software\Classes\${BACKUP_TYPE}"
  !insertmacro TellShell

  SetDetailsPrint both
  DetailPrint "กำลังลบไฟล์ของโปรแกรม"
  SetDetailsPrint none
  StrCpy $Current ""
  StrCpy $Folder ""
  Call un.SweepFolders
  Delete "$INSTDIR\CDD.exe"
  Delete "$INSTDIR\cdd-desktop.exe"
  Delete "$INSTDIR\current.txt"
  Call un.FindRest
  ${If} $Answer = 1
    !insertmacro Stop "un." 11 "ลบไฟล์ของโปรแกรมบางส่วนไม่ได้ ข้อมูลของสำนักงานยังอยู่ครบที่ $Data โปรดเปิดเครื่องใหม่แล้วถอนอีกครั้ง"
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"                     ; only when empty: a file that somebody put there stays
  SetDetailsPrint both
  DetailPrint "ถอนโปรแกรมแล้ว ข้อมูลยังอยู่ที่ $Data"
  StrCpy $Code 0
  StrCpy $Text "ถอนโปรแกรมแล้ว ข้อมูลของสำนักงานยังอยู่ที่ $Data"
  Call un.WriteLog
  SetErrorLevel 0
SectionEnd

Function un.FindRest                   ; -> $Answer 1: something of the program could not be deleted
  StrCpy $Answer 0
  ${If} ${FileExists} "$INSTDIR\CDD.exe"
  ${OrIf} ${FileExists} "$INSTDIR\cdd-desktop.exe"
    StrCpy $Answer 1
    Return
  ${EndIf}
  FindFirst $Search $Name "$INSTDIR\*"
  ${DoWhile} $Name != ""
    Call un.IsProgramFolder
    ${If} $Answer = 1
      StrCpy $Answer 0
      ${If} ${FileExists} "$INSTDIR\$Name\runtime\*.*"
      ${OrIf} ${FileExists} "$INSTDIR\$Name\app\*.*"
        StrCpy $Answer 1
        ${ExitDo}
      ${EndIf}
    ${EndIf}
    FindNext $Search $Name
  ${Loop}
  FindClose $Search
FunctionEnd
