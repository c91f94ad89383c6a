package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;

/** What the text of a program imports, and expects to fail, as Python itself reads it. */
class ImportsTest {
    private static final String ASK = """
            import ast, sys
            for each in ast.walk(ast.parse(open(sys.argv[1], 'rb').read())):
                if isinstance(each, ast.Import):
                    print(*[name.name.split('.')[0] for name in each.names], sep='\\n')
                elif isinstance(each, ast.ImportFrom):
                    print(each.module.split('.')[0])
            """;

    private static final String LINES = """
            '''Fetches things.

            Example for people who use the old backend:

                import zqdoc
            import zqmargin
            '''
            import zqone, \\
                zqtwo
            from zqthree import (a,
                b)
            \"\"\"
            from zqstring import c\"\"\"
            try:
                import zqtried
            except ImportError: import zqinstead
            def late():
                '''Later.

                import zqlate
                '''
                import zqinner.part as part, zqnext  # import zqcomment
                x = '''
                import zqvalue
                '''
            import zqfour; import zqfive
            if late: from zqsix import d
            print('a \\
            import zqplain')
            """;

    @TempDir
    Path folder;

    private Patient patient;

    @BeforeEach
    void invent() throws IOException {
        patient = new Patient(folder.toRealPath());
    }

    private Case failing() {
        return patient.examined(
                traceback("ModuleNotFoundError: No module named 'zqone'", "@/app/main.py", "import zqone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void onlyStatementsImportAndAllOfThemDo(String end) throws IOException {
        patient.file("app/main.py", LINES.replace("\n", end));
        String told = Pythons.run(List.of(Pythons.of("3.12"), "-c", ASK, patient.at("app/main.py")), folder, Map.of())
                .out();
        assertThat(told.lines()).hasSize(10);
        assertThat(failing().imports().foreign())
                .containsExactlyInAnyOrderElementsOf(told.lines().toList());
    }

    @Test
    void whatComesAfterVeryManyStatementsIsImportedToo() throws IOException {
        patient.file("app/main.py", "a = 1\n".repeat(30_000) + "import zqlast\n");
        assertThat(failing().imports().foreign()).containsExactly("zqlast");
    }

    @Test
    void isReadOnceForAllFailuresOfAProgram() throws IOException {
        patient.file("app/main.py", "import part\n").file("app/part.py", "import zqone\n");
        Case first = failing();
        Imports read = first.imports();
        assertThat(read).isEqualTo(new Imports(Set.of("zqone"), Set.of("part")));
        Files.delete(Path.of(patient.at("app/part.py")));
        assertThat(first.about(first.incident()).unasked().imports()).isSameAs(read);
        assertThat(failing().imports().own()).as("another examination").isEmpty();
    }

    /** What a handler catches, as an interpreter shows it with an import that fails. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    except ImportError:
                    except ModuleNotFoundError as e:
                    except (ValueError, ImportError):
                    except (Exception, MyOwn):
                    except (MyOwn, Exception) as e:
                    except(MyOwn,BaseException):
                    except Exception:
                    except BaseException as ImportErrors:
                    except builtins.ImportError:
                    except:
                    except MyOwn:
                    except MyImportError:
                    except (MyImportError, ValueError):
                    except zipimport.ZipImportError:
                    except ExceptionGroup:
                    except ValueError as ImportError:
                    """)
    void aHandlerOfImportErrors(String clause) throws IOException {
        String text = "try:\n    import zqone\n" + clause + "\n    print('caught')\n";
        Path file = Files.writeString(folder.resolve("guard.py"), """
                import builtins, zipimport
                class MyOwn(Exception): pass
                class MyImportError(Exception): pass
                """ + text);
        String told = Pythons.run(List.of(Pythons.of("3.12"), file.toString()), folder, Map.of())
                .out();
        assertThat(GuardedImport.in(text).size()).isEqualTo(told.equals("caught") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    except ImportError as e:                          | true
                    except (ImportError, ModuleNotFoundError):        | true
                    except builtins.ImportError:                      | true
                    except (ImportError, KeyError):                   | false
                    except Exception:                                 | false
                    except:                                           | false
                    """)
    void aHandlerOfNothingElse(String clause, boolean narrow) {
        String text = "try:\n    import zqone\n" + clause + "\n    pass\n";
        assertThat(GuardedImport.in(text).getFirst().narrow()).isEqualTo(narrow);
    }
}
