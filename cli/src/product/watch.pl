# Runs the command as no shell can: with the variables whose names are no shell names, with signals as they were, with
# the very error of exec; tells 143 from death by signal 15. Shows what the command prints and keeps the first 1 MiB and the
# last 4 MiB of it. Takes no signals itself. One process does all of this, for each start of a program is a millisecond,
# and so it makes the folder as well, and clears it away when there is nothing to tell.
#
#   watch.pl ALL PID SIGNALS FOLDER MAKE NOTE MODE QUIET COMMAND...
#
# ALL: the variables are those of process PID; else only those whose names no shell knows. SIGNALS: to be as by default.
# MAKE: FOLDER is to be made. NOTE: where to write, in FOLDER. MODE: tty, err, both, as in the launcher. QUIET: leave nothing
# behind after a 0.

my ($all, $of, $signals, $folder, $make, $note, $mode, $quiet) = splice @ARGV, 0, 8;
my %was;
if (open my $file, "<", "/proc/$of/environ") {
    local $/;
    /\A([^=]+)=(.*)\z/s and $was{$1} = $2 for split /\0/, <$file>;
    if ($all) { %ENV = %was } else { /\A\w+\z/ or $ENV{$_} = $was{$_} for keys %was }
}
exists $was{PERL_BADLANG} ? ($ENV{PERL_BADLANG} = $was{PERL_BADLANG}) : delete $ENV{PERL_BADLANG};
$SIG{$_} = "DEFAULT" for "CHLD", split /,/, $signals;
# One that is there already is somebody else's, who could put commands into it.
my $made = $make && mkdir $folder, 0700;
my $watched = !$make || $made && -o $folder;
if ($made && !$watched) { rmdir $folder; $! = 1 }
print STDERR "tiryaq: no temporary folder can be made ($folder: $!), so the command runs unwatched\n" if !$watched;
$mode = "" if !$watched;
my ($in, $out);
if ($mode =~ s/^tty//) {
    ($in, $out) = terminal();
    $mode ||= "err";
}
pipe $in, $out if $mode && !$in;
# The command starts when we are deaf to the signals of the keyboard; without us it does not start.
pipe my $wait, my $go if $watched;
my $child = $watched ? fork : undef;
$mode = "" if !defined $child;
if (!$child) {
    if (defined $child) { close $go; sysread $wait, my $byte, 1 or exit 125; close $wait }
    open STDERR, ">&", $out if $mode;
    open STDOUT, ">&", $out if $mode eq "both";
    exec { $ARGV[0] } @ARGV;
    my ($number, $why, $name) = ($! + 0, "$!", $ARGV[0]);
    $name =~ s/[^\x20-\x7e\x80-\xff]/?/g;
    print STDERR "tiryaq: $name: ", ($number == 2 && $name !~ m{/} ? "command not found" : $why), "\n";
    exit($number == 2 ? 127 : 126);
}
# Only so that it interrupts select.
$SIG{CHLD} = sub { };
$SIG{$_} = "IGNORE" for qw(HUP INT QUIT TERM USR1 USR2 ALRM PIPE);
syswrite $go, ".";
close $go;
close $wait;
if (open my $file, ">", "$note.pid") { print $file "$child\n"; close $file }
close $out if $mode;
close STDIN;
close STDOUT;
close STDERR if !$mode;
$SIG{WINCH} = sub { resize($in) } if $mode && -t $in;
if (opendir my $all, "/dev/fd") {
    my @open = grep { /\A\d+\z/ && $_ > 2 && $_ != fileno $all && !($mode && $_ == fileno $in) } readdir $all;
    closedir $all;
    for (@open) { open my $his, "<&=", $_ and close $his }
}
my ($head, $tail, $later, $told, $fresh, $status) = ("", "", 0, 0, 0);
# What the command itself printed at the end fits into a pipe; what else comes is of a daemon, which may talk for ever.
my $last = 1 << 16;
while ($mode) {
    my $ready = "";
    vec($ready, fileno $in, 1) = 1;
    if (!defined $status && waitpid($child, 1) == $child) { $status = $? }
    next if select($ready, undef, undef, defined $status ? 0 : $fresh ? 0.003 : 1) < 0;
    if (!vec $ready, fileno $in, 1) {
        last if defined $status;
        soon() if $fresh;
        $fresh = 0;
        next;
    }
    my $length = sysread $in, my $bytes, 65536;
    next if !defined $length && $! == 4;
    if (!$length || !show($bytes)) { close $in; $mode = ""; last }
    my $first = substr $bytes, 0, (1 << 20) - length $head, "";
    $head .= $first;
    $tail .= $bytes;
    $later += length $bytes;
    $fresh = !$quiet && !$later && $told < 3;
    substr $tail, 0, (length $tail) - (4 << 20), "" if length $tail > 8 << 20;
    last if defined $status && ($last -= $length) <= 0;
}
if (!defined $status) {
    1 while waitpid($child, 0) < 0 && $! == 4;
    $status = $?;
}
if ($mode && !fork) {
    # A daemon still holds the pipe: show what it will say.
    my $length;
    do { $length = sysread $in, my $bytes, 65536; show($bytes) or exit if $length } while $length || $! == 4;
    exit;
}
my $signal = $status & 127;
my $code = $signal ? 128 + $signal : $status >> 8;
if ($quiet && !$code) {
    unlink "$note.pid";
    rmdir $folder;
    exit 0;
}
substr $tail, 0, (length $tail) - (4 << 20), "" if length $tail > 4 << 20;
keep("$note.0", $head);
keep($later > length $tail ? "$note.2" : "$note.1", $tail) if $later;
keep("$note.end", "$code $signal\n");
exit 0;

# A terminal in place of the one behind stderr: same size, lines unchanged on the way (no OPOST), for that one does it.
sub terminal {
    my $mac = $^O eq "darwin";
    my $flags = 2 | ($mac ? 0x20000 : 0400);
    sysopen my $master, "/dev/ptmx", $flags or return;
    my $name = "\0" x 128;
    if ($mac) {
        ioctl $master, $_, $name or return for 0x20007454, 0x20007452, 0x40807453;
        $name = unpack "Z*", $name;
    } else {
        my $number = pack "i", 0;
        ioctl $master, $_, $number or return for 0x40045431, 0x80045430;
        $name = "/dev/pts/" . unpack "i", $number;
    }
    sysopen my $slave, $name, $flags or return;
    my ($get, $set, $fields) = $mac ? (0x40487413, 0x80487414, "Q2 a*") : (0x5401, 0x5402, "I2 a*");
    my $settings = "\0" x 128;
    if (ioctl $slave, $get, $settings) {
        my ($input, $output, $rest) = unpack $fields, $settings;
        $settings = pack $fields, $input, $output & ~1, $rest;
        ioctl $slave, $set, $settings;
    }
    resize($master);
    return ($master, $slave);
}

sub resize {
    my $master = shift;
    my ($get, $set) = $^O eq "darwin" ? (0x40087468, 0x80087467) : (0x5413, 0x5414);
    my $size = "\0" x 8;
    ioctl STDERR, $get, $size and ioctl $master, $set, $size;
}

# A Python that prints its last traceback goes on tidying up for a while, which our program can use.
sub soon {
    index($head, "Traceback (most recent call last)") >= 0 && $head =~ /\n\z/ && -p "$folder/to" or return;
    my ($number) = $note =~ /(\d+)\z/;
    $told++;
    keep("$note.soon.$told", $head);
    open my $to, "+<", "$folder/to" or return;
    syswrite $to, "soon $number $told\n";
    close $to;
}

sub keep {
    my ($path, $bytes) = @_;
    open my $file, ">", $path or return;
    print $file $bytes;
    close $file;
}

sub show {
    my $bytes = shift;
    for (my $shown = 0; $shown < length $bytes; ) {
        my $some = syswrite STDERR, $bytes, (length $bytes) - $shown, $shown;
        if (defined $some) { $shown += $some }
        elsif ($! == 11 || $! == 35) { select undef, undef, undef, 0.005 }
        elsif ($! != 4) { return 0 }
    }
    return 1;
}
