package tiryaq.knowledge;

import java.util.Map;

/**
 * Modules that left the standard library, or were Python 2's alone: their absence is no missing distribution. From the
 * "What's New" pages of each release.
 */
public final class StandardLibrary {
    private static final Map<String, String> REMOVED = Map.ofEntries(
            gone("3.12", "distutils asynchat asyncore imp smtpd"),
            gone(
                    "3.13",
                    "aifc audioop cgi cgitb chunk crypt imghdr mailcap msilib nis nntplib ossaudiodev pipes sndhdr"
                            + " spwd sunau telnetlib uu xdrlib lib2to3"),
            gone("3.11", "binhex"),
            gone("3.10", "formatter parser symbol macpath"),
            gone("3.9", "dummy_threading _dummy_thread"),
            gone(
                    "3.0",
                    "urllib2 urlparse ConfigParser Queue SocketServer StringIO cStringIO cPickle Tkinter tkMessageBox"
                            + " httplib Cookie cookielib HTMLParser htmlentitydefs xmlrpclib SimpleHTTPServer"
                            + " BaseHTTPServer CGIHTTPServer copy_reg repr commands thread dummy_thread md5 sha sets"
                            + " exceptions __builtin__ anydbm dbhash whichdb UserDict UserList UserString mimetools"
                            + " robotparser new popen2 rfc822 mimify Bastion rexec htmllib sgmllib user compiler"));

    private StandardLibrary() {}

    private static Map.Entry<String, String> gone(String version, String modules) {
        return Map.entry(version, " " + modules + " ");
    }

    /** Whether a top-level module was once in the standard library and is no longer. */
    public static boolean removed(String module) {
        int dot = module.indexOf('.');
        String top = " " + (dot < 0 ? module : module.substring(0, dot)) + " ";
        for (String modules : REMOVED.values()) {
            if (modules.contains(top)) {
                return true;
            }
        }
        return false;
    }
}
