#!/usr/bin/env perl
# clear-text.pl SAMPLES DEMO: looks for every string of SAMPLES/*.json in every file of DEMO but the PDFs
# and the note which says that this is a sample clinic.
use strict;
use warnings;
use Encode qw(encode);
use File::Find qw(find);
use File::Temp qw(tempdir);
use JSON::PP qw(decode_json);
use MIME::Base64 qw(encode_base64);

# Shorter ones would be found by chance in what is encrypted.
my $LEAST = 6;

my $NOTE = 'anteroom-sample-clinic.txt';

my ($samples, $demo) = @ARGV;
die "usage: clear-text.pl SAMPLES DEMO\n" unless defined $demo;

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$file> // '';
}

# Every string of a value, keys and values, and the words of those that are names.
sub strings {
    my ($value, $into) = @_;
    if (ref $value eq 'HASH') {
        for my $key (keys %$value) {
            # Questions: that one was asked is already more than a file may say.
            $into->{$key} = 1 if $key =~ /^(?:tg|sg|tr)-/;
            if ($key =~ /name$/ && !ref $value->{$key}) {
                $into->{$_} = 1 for split ' ', $value->{$key} // '';
            }
            strings($value->{$key}, $into);
        }
    } elsif (ref $value eq 'ARRAY') {
        strings($_, $into) for @$value;
    } elsif (defined $value && !ref $value) {
        $into->{$value} = 1;
    }
}

# The ways in which a text may stand in a file, each in the form that `views` gives the file in.
sub ways {
    my ($text) = @_;
    my $utf8 = encode('UTF-8', $text);
    my %ways = (
        'UTF-8'    => [ plain => lc $utf8 ],
        'UTF-16LE' => [ plain => lc encode('UTF-16LE', $text) ],
        'UTF-16BE' => [ plain => lc encode('UTF-16BE', $text) ],
        'UTF-32LE' => [ plain => lc encode('UTF-32LE', $text) ],
        'hex'      => [ plain => unpack 'H*', $utf8 ],
    );
    # Base64 looks different at each of three offsets; what depends on the neighbours is cut off.
    for my $shift (0 .. 2) {
        my $code = encode_base64(("\0" x $shift) . $utf8, '');
        my $last = (length($utf8) + $shift) % 3;
        $code =~ s/=+$//;
        chop $code if $last;
        substr($code, 0, (0, 2, 3)[$shift], '');
        $ways{"base64 at $shift"} = [ cased => $code ];
    }
    return \%ways;
}

# A file as it is, in small letters; and with its letters as they are, for base64 of both alphabets.
sub views {
    my ($bytes) = @_;
    (my $cased = $bytes) =~ tr{-_}{+/};
    return { plain => lc $bytes, cased => $cased };
}

sub search {
    my ($needles, $bytes) = @_;
    my $views = views($bytes);
    my @found;
    for my $view (qw(plain cased)) {
        my $known = $needles->{$view};
        my $any = join '|', map { quotemeta } sort keys %$known;
        my %seen;
        while ($views->{$view} =~ /($any)/g) {
            push @found, $known->{$1} unless $seen{$1}++;
        }
    }
    return @found;
}

sub needles {
    my (@texts) = @_;
    my %needles;
    for my $text (@texts) {
        my $ways = ways($text);
        for my $way (keys %$ways) {
            my ($view, $bytes) = @{ $ways->{$way} };
            $needles{$view}{$bytes} = "$text ($way)";
        }
    }
    return \%needles;
}

# First that it can find at all: each way, in the middle of other bytes.
sub prove {
    my $text = 'Odalys Specimen';
    my $needles = needles($text);
    my $utf8 = encode('UTF-8', $text);
    my %hidden = (
        'UTF-8' => uc $utf8,
        'UTF-16LE' => encode('UTF-16LE', $text),
        'UTF-16BE' => encode('UTF-16BE', $text),
        'UTF-32LE' => encode('UTF-32LE', $text),
        'hex' => uc unpack('H*', $utf8),
        map { ("base64 at $_" => encode_base64(('x' x $_) . $utf8 . 'yz', '')) } 0 .. 2,
    );
    for my $way (sort keys %hidden) {
        my @found = search($needles, "\x{ff}" . $hidden{$way} . "\x{fe}");
        die "this check does not see $way\n" unless grep { $_ eq "$text ($way)" } @found;
    }
    die "this check sees what is not there\n" if search($needles, 'Odalys Speciman' x 9);
}

prove();
my %texts;
strings(decode_json(slurp($_)), \%texts) for glob "'$samples'/*.json";
my @texts = grep { length(encode('UTF-8', $_)) >= $LEAST } sort keys %texts;
die "too few samples to look for\n" if @texts < 100;
my $needles = needles(@texts);

my ($files, $bytes, @bad) = (0, 0);
find({ no_chdir => 1, wanted => sub {
    return if !-f $_ || /\.pdf$/ || $_ eq "$demo/$NOTE";
    my $content = slurp($_);
    $files++;
    $bytes += length $content;
    push @bad, map { "$File::Find::name: $_" } search($needles, $content);
} }, $demo);
die "nothing to look through in $demo\n" unless $bytes > 4096;
if (@bad) {
    print STDERR "stands in clear: $_\n" for @bad;
    exit 1;
}
printf "external: clear-text: %d strings, %d files, %d bytes, nothing in clear\n", scalar @texts, $files, $bytes;
