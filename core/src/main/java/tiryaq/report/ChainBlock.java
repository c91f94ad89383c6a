package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;

/** The way from the user's own line to the file at fault. */
final class ChainBlock {
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
            int left = chain.size() - head - tail;
            links.add(messages.prose(Say.of("text.chain.more", "count", String.valueOf(left))));
            for (int i = chain.size() - tail; i < chain.size(); i++) {
                links.add(link(chain.get(i), room.all(), messages));
            }
        }
        blocks.add(new Document.Chain(links));
    }

    /** A distribution's file by its module, which is shorter than its path; the user's own file by its path. */
    private static Prose link(Link link, boolean full, Messages messages) {
        boolean byModule = link.module() != null && link.distribution() != null && !full;
        String place = byModule && link.module() != null ? link.module() : link.file();
        if (byModule && link.line() == 0) {
            place = link.file().substring(link.file().lastIndexOf('/') + 1);
        }
        Prose where = messages.code(link.line() > 0 ? place + ":" + link.line() : place);
        if (link.distribution() == null) {
            return where;
        }
        String owner = link.version() == null ? link.distribution() : link.distribution() + " " + link.version();
        return where.then("  ", messages.code("(" + owner + ")"));
    }
}
