package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;

/** The way from the user's own line to the file at fault. */
final class ChainBlock {
    /** Distributions named in the line that stands for the middle of a long chain. */
    private static final int NAMED = 4;

    private ChainBlock() {}

    /** Adds the chain, its middle left out where there is no room for all of it. */
    static void add(List<Link> chain, Answer.Room room, Messages messages, List<Block> blocks) {
        if (chain.isEmpty()) {
            return;
        }
        List<Prose> links = new ArrayList<>();
        boolean elided = chain.size() > room.links();
        int head = elided ? Math.max(1, (room.links() - 1) / 3) : chain.size();
        int tail = elided ? room.links() - 1 - head : 0;
        for (int i = 0; i < head; i++) {
            links.add(link(chain.get(i), room.all(), messages));
        }
        if (elided) {
            List<Link> shown = chain.subList(chain.size() - tail, chain.size());
            links.add(elided(chain.subList(head, chain.size() - tail), shown, messages));
            for (int i = chain.size() - tail; i < chain.size(); i++) {
                links.add(link(chain.get(i), room.all(), messages));
            }
        }
        blocks.add(new Document.Chain(links));
    }

    /** What was left out: how many links, and the first distributions that they lead through and that do not follow. */
    private static Prose elided(List<Link> links, List<Link> shown, Messages messages) {
        String count = String.valueOf(links.size());
        List<String> through = new ArrayList<>();
        for (Link link : links) {
            String owner = owner(link);
            boolean follows = shown.stream().anyMatch(each -> owner(each).equals(owner));
            if (!owner.isEmpty() && !follows && !through.contains(owner)) {
                through.add(owner);
            }
        }
        if (through.isEmpty()) {
            return messages.prose(Say.of("text.chain.more", "count", count));
        }
        boolean many = through.size() > NAMED;
        String names = String.join(" → ", many ? through.subList(0, NAMED) : through) + (many ? " → …" : "");
        return messages.prose(Say.of("text.chain.through", "count", count, "distributions", names));
    }

    private static String owner(Link link) {
        if (link.distribution() == null) {
            return "";
        }
        return link.version() == null ? link.distribution() : link.distribution() + " " + link.version();
    }

    /** A distribution's file by its module, which is shorter than its path; the user's own file by its path. */
    private static Prose link(Link link, boolean full, Messages messages) {
        boolean byModule = link.module() != null && link.distribution() != null && !full;
        String place = byModule && link.module() != null ? link.module() : link.file();
        if (byModule && link.line() == 0) {
            int name = link.file().lastIndexOf('/') + 1;
            // A package's own file has a name that every package has.
            boolean ofPackage = link.file().startsWith("__init__.", name) && name > 1;
            place = link.file().substring(ofPackage ? link.file().lastIndexOf('/', name - 2) + 1 : name);
        }
        Prose where = messages.code(link.line() > 0 ? place + ":" + link.line() : place);
        if (link.distribution() == null) {
            return where;
        }
        return where.then("  ", messages.code("(" + owner(link) + ")"));
    }
}
