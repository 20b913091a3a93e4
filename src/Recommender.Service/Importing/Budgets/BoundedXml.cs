using System.Xml;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Reads XML as a stream. <see cref="Formats.XmlText"/> bounds the depth of the document and the attributes of an element before the
/// reader holds them; this class bounds the names.
/// </summary>
internal static class BoundedXml
{
    private const int MaxNames = 100_000;

    public static XmlReader Read(Formats.XmlText text) => XmlReader.Create(text, new XmlReaderSettings
    {
        // DTDs are skipped: nothing they declare is resolved, neither external nor internal entities.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        NameTable = new BoundedNames(),
    });

    // The table keeps each name until the document ends.
    private sealed class BoundedNames : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known)
            {
                return known;
            }

            return ++_count <= MaxNames ? base.Add(key, start, len)
                : throw new ImportException($"uses more than {MaxNames:N0} different names of elements and attributes");
        }
    }
}
