/// How much the name of a program says by itself.
///
/// Names from the manuals of POSIX, GNU, BSD and Windows. A name that is also a word, an
/// abbreviation or a product people talk about belongs to `word`.
enum ShellWord: Sendable {
  /// No word of any language: `wget`, `ifconfig`.
  case program
  /// A word too: `cat`, `find`, `id`.
  case word

  static let table = WordTable<ShellWord>([
    (
      """
      wget curl ifconfig ipconfig netstat nslookup whoami uname chmod chown chgrp bash zsh ksh dash
      csh tcsh ash yash powershell pwsh cmd certutil bitsadmin ncat netcat socat nc perl python
      python2 python3 python3.10 python3.11 python3.12 ruby php php5 php7 lua gcc g++ clang rmdir
      mkdir ls ps rm cp mv grep egrep fgrep awk gawk mawk nawk sed xargs tar gzip gunzip bzip2
      bunzip2 unzip zcat zgrep zless zmore zdiff xz xzcat unxz lzma ssh scp sftp ftp tftp telnet
      rlogin rsync dig nsupdate traceroute tracert mtr fping hping3 arp crontab sudo su useradd
      userdel usermod groupadd adduser deluser chpasswd passwd visudo vipw vigr getent lsof pwd
      printenv ipcs mknod mkfifo dd nohup setsid base32 base64 basenc xxd od hexdump busybox openssl
      nmap tcpdump tshark iptables ip6tables nft systemctl journalctl apt apt-get aptitude dpkg yum
      dnf rpm zypper pacman snap brew pip pip3 npm npx yarn gem easy_install cpan lwp-download
      lwp-request lynx elinks w3m links2 fetch axel aria2c df du lsblk lscpu lspci lsusb lsmod
      insmod rmmod modprobe dmesg uptime hostnamectl timedatectl sysctl sysinfo mysqldump mysql psql
      pg_dump sqlite3 redis-cli mongo mongosh kubectl docker podman gdb strace ltrace tclsh irb jjs
      jrunscript rbash sh ll ed ex vi vim rvim rview vimdiff nano emacs lsattr chattr setfacl
      getfacl chroot unshare nsenter capsh setarch setpriv stdbuf pkexec doas ipmitool ionice
      crash-dump tmux sshpass ssh-keygen ssh-keyscan start-stop-daemon run-parts update-alternatives
      uuencode uudecode readelf objdump strings-n ldconfig mkpasswd openvpn smbclient rpcclient
      csplit tic whiptail xdotool xmodmap rlwrap multitime logsave check_by_ssh cpulimit
      systeminfo tasklist taskkill schtasks wmic regedit reg regsvr32 rundll32 mshta cscript wscript
      icacls cacls takeown vssadmin wbadmin bcdedit bcdboot bootcfg diskpart fsutil fodhelper msiexec
      msbuild installutil mavinject forfiles pcalua cmstp nltest nbtstat netsh netcfg attrib xcopy
      robocopy findstr dir ver gpresult gpupdate getmac driverquery wevtutil wecutil w32tm quser
      qprocess typeperf pathping pnputil reagentc tracerpt chkdsk sfc ftype logman makecab mountvol
      git svn hg phpinfo shutdown reboot halt poweroff fdisk mkfs killall pkill pgrep lastlog
      """, .program
    ),
    (
      """
      cat id echo type find sort head tail more less time date env set host net who w kill ping
      ping6 sleep touch make test eval exec source which whereis man print printf export tee cut
      file stat node java route finger mail wall fg bg alias unset umask ulimit mount link join
      split paste comm diff cmp nice run start del copy move ren md cd erase timeout watch tac rev
      nl fold column locate hostname groups wc uniq shuf tree where ip ss install cancel expect
      flock fmt iconv jq zip umount su rename subst cipher defrag fc perfmon tr cal bc declare
      exit logout read trap builtin popd pushd
      """, .word
    ),
  ])

  /// The approved verbs of PowerShell that no header or sentence begins with.
  static let verbs = WordTable<Bool>([
    (
      """
      get invoke new start stop remove import export convertto convertfrom enter expand restart
      foreach
      """, true
    )
  ])
}
