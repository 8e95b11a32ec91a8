#!/usr/bin/env bash
# Iced 1.22.0 (NuGet): the memory of BT, BTS, BTR and BTC with a register index is said to lie at the operand's base.
#
# Behaviour: `bts [rdi],rax` with RAX = 0x1000 touches the byte at RDI + 0x200 (SDM volume 2A, BTS: the register is a signed
# index into a bit string). UsedMemory.TryGetVirtualAddress, asked with the values of all registers, answers RDI, and the
# access has no index register. An analysis of who touches what must add the displacement by itself.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v dotnet > /dev/null || { echo "skipped: the .NET SDK is needed"; exit 77; }
cat > probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Iced" Version="[1.22.0]" /></ItemGroup>
</Project>
XML
cat > Probe.cs <<'CS'
using Iced.Intel;

static bool Registers(Register register, int element, int size, out ulong value)
{
    value = register switch { Register.RDI => 0x20000UL, Register.RAX => 0x1000UL, _ => 0UL };
    return true;
}

var decoder = Decoder.Create(64, new ByteArrayCodeReader(Convert.FromHexString("480fab07")));
decoder.Decode(out var instruction);
foreach (var memory in new InstructionInfoFactory().GetInfo(instruction).GetUsedMemory())
{
    memory.TryGetVirtualAddress(0, out ulong address, Registers);
    Console.WriteLine($"{instruction} with RDI=0x20000, RAX=0x1000: {memory.Access} at 0x{address:x}, index {memory.Index}");
}
CS
saw=$(dotnet run -c Release 2>&1) || { echo "$saw"; echo "skipped: the package cannot be had"; exit 77; }
echo "$saw"
test "$saw" = "bts [rdi],rax with RDI=0x20000, RAX=0x1000: ReadWrite at 0x20000, index None"
