using Recommender.Engine.Models;
using Recommender.Engine.Persistence;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class RelatedListsTests
{
    private static readonly RelatedLists Lists =
        new(["a", "b", "ü"], [[new(1, 0.9f, 2), new(2, 0.1f, 1)], [], [new(0, 0.5f, 1)]], [0, 1, 0], [[], [0, 2], [1]]);

    [Fact]
    public void Lists_survive_saving_and_loading()
    {
        using var folder = Saved();
        var loaded = RelatedLists.Load(folder.File("lists.bin"));
        Assert.Equal(["a", "b", "ü"], loaded.Ids);
        Assert.Equal([new(1, 0.9f, 2), new(2, 0.1f, 1)], loaded[0]);
        Assert.Equal([0, 2], loaded.Links(1));
        Assert.Equal(0, loaded.Links(0).Length);
        Assert.Equal(0, loaded[1].Length);
        Assert.Equal(2, loaded.IndexOf("ü"));
        Assert.Equal(-1, loaded.IndexOf("A"));
        Assert.Equal(0, loaded.DuplicateGroup(2));
    }

    [Fact]
    public void Empty_lists_survive_saving_and_loading()
    {
        using var folder = new Folder();
        new RelatedLists([], [], [], []).Save(folder.File("lists.bin"));
        Assert.Empty(RelatedLists.Load(folder.File("lists.bin")).Ids);
    }

    [Fact]
    public void An_error_names_a_file_truncated_anywhere()
    {
        using var folder = Saved();
        var whole = File.ReadAllBytes(folder.File("lists.bin"));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("lists.bin"), whole[..length]);
            NamesTheFile(folder, "damaged");
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_rejected_by_name()
    {
        using var folder = Saved();
        var whole = File.ReadAllBytes(folder.File("lists.bin"));
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0xFF;
            File.WriteAllBytes(folder.File("lists.bin"), damaged);
            try
            {
                RelatedLists.Load(folder.File("lists.bin"));
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("lists.bin", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Another_format_version_asks_for_retraining()
    {
        using var folder = new Folder();
        using (new ArrayWriter(folder.File("lists.bin"), "lists", 3))
        {
        }

        NamesTheFile(folder, "version 3");
    }

    [Fact]
    public void A_file_of_another_kind_is_rejected()
    {
        using var folder = new Folder();
        using (new ArrayWriter(folder.File("lists.bin"), "links", 1))
        {
        }

        NamesTheFile(folder, "not a lists file");
    }

    [Fact]
    public void An_error_names_a_missing_file()
    {
        using var folder = new Folder();
        NamesTheFile(folder, "missing");
    }

    private static void NamesTheFile(Folder folder, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => RelatedLists.Load(folder.File("lists.bin")));
        Assert.Contains("lists.bin", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static Folder Saved()
    {
        var folder = new Folder();
        Lists.Save(folder.File("lists.bin"));
        return folder;
    }
}
