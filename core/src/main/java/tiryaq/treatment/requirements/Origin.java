package tiryaq.treatment.requirements;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Where an installed distribution came from (PEP 610). */
public sealed interface Origin {
    /** From an index, or so it seems. */
    record Index() implements Origin {}

    /** From one file. */
    record Archive(String url) implements Origin {}

    /** From a version control system. */
    record Repository(String url) implements Origin {}

    /** From a folder of this machine. */
    record Folder(String url, boolean editable) implements Origin {}

    /** Put there by the system's package manager, without metadata that an installer could use. */
    record SystemPackage(String name) implements Origin {}

    /** The index. */
    Origin INDEX = new Index();

    /** The origin that a {@code direct_url.json} tells; the index where it cannot be read. */
    static Origin of(String directUrl) {
        String url = "";
        boolean repository = false;
        boolean folder = false;
        boolean editable = false;
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), directUrl)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                switch (String.valueOf(json.currentName())) {
                    case "url" -> {
                        json.nextToken();
                        url = String.valueOf(json.getString());
                    }
                    case "vcs_info" -> repository = true;
                    case "dir_info" -> folder = true;
                    case "editable" -> editable = json.nextToken() == JsonToken.VALUE_TRUE;
                    default -> {}
                }
            }
        } catch (JacksonException e) {
            return INDEX;
        }
        if (url.isEmpty()) {
            return INDEX;
        }
        if (repository) {
            return new Repository(url);
        }
        return folder ? new Folder(url, editable) : new Archive(url);
    }
}
