package tiryaq.knowledge;

import java.util.Optional;

/**
 * What stands in a newer standard library for what left it: the same under another name, or what its authors name in
 * its place.
 *
 * @param module dotted
 * @param name of what is in that module; empty where the module itself is meant
 */
public record Renamed(String module, String name) {
    /** Behind a colon stands a name in the module. */
    private static final String TABLE = """
            ConfigParser configparser
            Queue queue
            StringIO io
            cStringIO io
            cPickle pickle
            SocketServer socketserver
            Tkinter tkinter
            tkMessageBox tkinter.messagebox
            tkFileDialog tkinter.filedialog
            tkSimpleDialog tkinter.simpledialog
            tkColorChooser tkinter.colorchooser
            tkFont tkinter.font
            ttk tkinter.ttk
            ScrolledText tkinter.scrolledtext
            httplib http.client
            Cookie http.cookies
            cookielib http.cookiejar
            BaseHTTPServer http.server
            SimpleHTTPServer http.server
            CGIHTTPServer http.server
            xmlrpclib xmlrpc.client
            DocXMLRPCServer xmlrpc.server
            SimpleXMLRPCServer xmlrpc.server
            HTMLParser html.parser
            htmlentitydefs html.entities
            urlparse urllib.parse
            urllib2 urllib.request
            robotparser urllib.robotparser
            copy_reg copyreg
            __builtin__ builtins
            repr reprlib
            thread _thread
            commands subprocess
            anydbm dbm
            whichdb dbm
            dumbdbm dbm.dumb
            UserDict collections
            UserList collections
            UserString collections
            md5 hashlib
            sha hashlib
            urllib.urlopen urllib.request:urlopen
            urllib.urlretrieve urllib.request:urlretrieve
            urllib.urlencode urllib.parse:urlencode
            urllib.quote urllib.parse:quote
            urllib.quote_plus urllib.parse:quote_plus
            urllib.unquote urllib.parse:unquote
            urllib.unquote_plus urllib.parse:unquote_plus
            itertools.izip builtins:zip
            itertools.imap builtins:map
            itertools.ifilter builtins:filter
            itertools.izip_longest itertools:zip_longest
            string.letters string:ascii_letters
            string.lowercase string:ascii_lowercase
            string.uppercase string:ascii_uppercase
            string.maketrans builtins:str.maketrans
            os.getcwdu os:getcwd
            inspect.getargspec inspect:getfullargspec
            time.clock time:perf_counter
            collections.Mapping collections.abc:Mapping
            collections.MutableMapping collections.abc:MutableMapping
            collections.Sequence collections.abc:Sequence
            collections.MutableSequence collections.abc:MutableSequence
            collections.Set collections.abc:Set
            collections.MutableSet collections.abc:MutableSet
            collections.Iterable collections.abc:Iterable
            collections.Iterator collections.abc:Iterator
            collections.Callable collections.abc:Callable
            collections.Hashable collections.abc:Hashable
            collections.Sized collections.abc:Sized
            collections.Container collections.abc:Container
            collections.Generator collections.abc:Generator
            collections.Awaitable collections.abc:Awaitable
            collections.Coroutine collections.abc:Coroutine
            collections.AsyncIterable collections.abc:AsyncIterable
            collections.AsyncIterator collections.abc:AsyncIterator
            collections.KeysView collections.abc:KeysView
            collections.ItemsView collections.abc:ItemsView
            collections.ValuesView collections.abc:ValuesView
            collections.MappingView collections.abc:MappingView
            """;

    /** What stands for a dotted module, or for a module and a name in it, by a dot; empty where nothing is known to. */
    public static Optional<Renamed> of(String what) {
        int at = ("\n" + TABLE).indexOf("\n" + what + " ");
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + what.length() + 1;
        String now = TABLE.substring(from, TABLE.indexOf('\n', from));
        int colon = now.indexOf(':');
        return Optional.of(
                colon < 0 ? new Renamed(now, "") : new Renamed(now.substring(0, colon), now.substring(colon + 1)));
    }

    /** Both, dotted; what is built in needs no module. */
    public String whole() {
        return name.isEmpty() ? module : module.equals("builtins") ? name : module + "." + name;
    }
}
