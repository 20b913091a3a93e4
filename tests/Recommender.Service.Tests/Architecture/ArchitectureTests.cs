using Recommender.Engine;

namespace Recommender.Service.Tests.Architecture;

public sealed class ArchitectureTests(ITestOutputHelper output)
{
    public static TheoryData<string> Projects => new(House.Engine.Project, House.Service.Project);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_uses_only_the_layers_below_its_own(string project)
    {
        var plan = PlanOf(project);
        output.WriteLine(plan.ToString());

        var files = SourceFile.Of(project);
        List<string> wrong = [.. files.SelectMany(file => file.Usings()
            .Select(used => (used.Line, used.Directive, To: CompiledArrows.FolderOf(project, used.Namespace + ".X")))
            .Where(used => Breaks(plan, file.Folder, used.To))
            .Select(used => $"{file.Path}({used.Line}): {used.Directive} — {Reason(plan, file.Folder, used.To!)}"))];
        wrong.AddRange(CompiledArrows.Of(AssemblyOf(project).Location)
            .Select(arrow =>
                (arrow.From, arrow.To, A: CompiledArrows.FolderOf(project, arrow.From), B: CompiledArrows.FolderOf(project, arrow.To)))
            .Where(arrow => arrow.A is not null && Breaks(plan, arrow.A, arrow.B))
            .Select(arrow => $"{arrow.From} uses {arrow.To} — {Reason(plan, arrow.A!, arrow.B!)}"));

        None(wrong);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_top_folder_has_its_layer(string project) => Assert.Equal(
        SourceFile.Of(project).Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal),
        PlanOf(project).Folders.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_namespace_is_its_folder(string project) => None(SourceFile.Of(project)
        .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)
            && !file.Text.Contains($"namespace {file.FolderNamespace};", StringComparison.Ordinal))
        .Select(file => file.Path));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_type_used_by_other_files_is_in_the_file_of_its_name(string project)
    {
        SourceFile[] all = [.. Projects.SelectMany(row => SourceFile.Of(row.Data))];
        var strays = SourceFile.Of(project).SelectMany(file => file.Types()
            .Where(type => type != file.Name.Split('.')[0])
            .Select(type => (file, type, user: all.FirstOrDefault(other => other.Path != file.Path && Names(other, type)))))
            .Where(stray => stray.user is not null)
            .Select(stray => $"{stray.file.Path}: {stray.type} is used in {stray.user!.Path}");

        None(strays);
    }

    // Assert.Empty would truncate the faults in its message.
    private static void None(IEnumerable<string> faults)
    {
        var all = string.Join(Environment.NewLine, faults);
        Assert.True(all.Length == 0, all);
    }

    private static bool Breaks(Layers plan, string from, string? to) => to is not null && !plan.Allows(from, to);

    private static string Reason(Layers plan, string from, string to) =>
        $"{from} is layer {plan.Of(from)} and may not use {to}, layer {plan.Of(to)}";

    private static Layers PlanOf(string project) => project == House.Engine.Project ? House.Engine : House.Service;

    private static System.Reflection.Assembly AssemblyOf(string project) =>
        (project == House.Engine.Project ? typeof(Document) : typeof(Program)).Assembly;

    private static bool Names(SourceFile file, string type) => System.Text.RegularExpressions.Regex.IsMatch(
        file.Text, $@"^(?!\s*///?).*\b{type}\b", System.Text.RegularExpressions.RegexOptions.Multiline);
}
