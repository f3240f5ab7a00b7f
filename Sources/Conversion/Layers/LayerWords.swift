/// The words by which renderers and compositors name what a layer holds. `Fixtures/layers/layers.tsv` has the names
/// that they are taken from.
enum LayerWords {
  /// What a word says; nil for words that say nothing of it.
  static func kind(of word: String) -> LayerClass? {
    if data.contains(word) || word.hasPrefix("crypto") { return .data }
    return colour.contains(word) ? .colour : nil
  }

  /// The longest compound that `words` begins with, and what it says: nil where its words say nothing together.
  static func compound(at words: ArraySlice<String>) -> (count: Int, kind: LayerClass?)? {
    for count in stride(from: min(5, words.count), to: 0, by: -1) {
      if let kind = compounds[words.prefix(count).joined(separator: " ")] { return (count, kind) }
    }
    return nil
  }

  /// Views that are so called without the file's saying so.
  static let views: Set<String> = ["left", "right", "center", "centre", "mono"]

  /// How a layer is laid out. They say colour where no other word says anything: `rgba.depth` is depth.
  static let forms: Set<String> = ["rgb", "rgba"]

  /// What Mantra and Karma call their beauty, if nothing else is in the name.
  static let mantraBeauty = "c"

  private static func list(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

  private static let colour = list(
    """
    beauty beautyunshadowed ci cf combined comp composite precomp plate bg background unlit unclamped denoiser toon \
    light lights lighting lightgroup lightgroups lightselect lightmix lg lgt lgts key fill rim kick kicker bounce \
    keylight filllight rimlight backlight sunlight moonlight skylight sky sun dome skydome env environment hdri ibl \
    ambient direct indirect gi illumination illum selfillum selfillumination globalillumination irradiance radiance \
    emission emissive emit emitter emitters incandescence glow bloom glare flare lensflare visiblelights \
    diffuse diff specular spec glossy gloss albedo basecolor color colors colour colours col \
    reflection reflections reflect reflected refl refraction refractions refract refracted refr \
    transmission transmissive trans translucency translucent sss subsurface subsurfacescatter subsurfacescattering \
    scatter scattering singlescatter coat clearcoat sheen caustic caustics shadow shadows \
    volume volumes volumetric volumetrics atmosphere atmospheric atmospherics \
    directdiffuse indirectdiffuse directspecular indirectspecular diffusedirect diffuseindirect speculardirect \
    specularindirect directlighting indirectlighting directemission indirectemission directvolume indirectvolume \
    directglossyreflection indirectglossyreflection glossyreflection glossytransmission directcoat indirectcoat \
    combineddiffuse combinedglossyreflection combinedemission combinedvolume combineddiffuseunshadowed \
    directdiffuseunshadowed diffusealbedo specularalbedo lobes
    """)

  private static let data = list(
    """
    data n p z normal normals norm norms nor nrm nrml nn ng ngn nworld nref wnref worldnormal worldnormals \
    pos position positions pworld pref wpref pn wpos worldpos worldposition worldpositions restposition \
    depth depths zdepth zback zbuffer zpass pz zfiltered distance height elevation mist coc \
    motion motionvector motionvectors motionvec motionvecs motionfore motionback mvec mvecs mv mvs velocity \
    velocities vel vector vectors vec vecs forward backward flow opticalflow disparity disparities parallax \
    pdu pdv pdtime pcameradtime tangent tangents bitangent bitangents binormal tn vn \
    matte mattes multimatte multimattes puzzlematte puzzle mask masks stencil trimap segmentation \
    alpha opacity coverage oi uv uvs uvw uvws uvmap uvpass st stmap texcoord texcoords barycentric bary \
    id ids index objectid materialid instanceid primid \
    curvature facing facingratio fresnel ao occlusion occ wireframe \
    roughness glossiness metalness metallic anisotropy ior displacement \
    samples samplecount raycount variance mse stddev heatmap noise noiselevel cputime rendertime bucket illuminance \
    temperature density
    """)

  /// Words that say together what they do not say apart.
  private static let compounds: [String: LayerClass?] = {
    var compounds: [String: LayerClass?] = [:]
    func add(_ kind: LayerClass?, _ names: String...) {
      for name in names { compounds.updateValue(kind, forKey: name) }
    }
    add(
      .colour, "matte painting", "matte paint", "final image", "path tracer", "noisy image")
    add(
      .data, "ambient occlusion", "light direction", "light id", "light pass id", "lighting analysis",
      "sampler info",
      "sample count", "sample rate", "render time", "cpu time", "ray count", "v len", "wire color",
      "defocus amount",
      "index of refraction", "refraction index", "texture coordinates", "volume z", "volume z depth",
      "volume depth",
      "volume mask", "volume opacity", "id color", "id colour", "id integer color", "color id", "colour id",
      "albedo var", "diffuse var",
      "specular var", "normal var", "shadow id", "reflection id")
    // What a lobe or light is made of, measured or estimated, is a number and no light.
    for lobe in [
      "diffuse", "specular", "coat", "sheen", "transmission", "sss", "subsurface", "reflect", "refract",
    ] {
      for property in ["roughness", "glossiness", "anisotropy", "ior"] { add(.data, "\(lobe) \(property)") }
    }
    add(.data, "reflect hilight glossiness", "reflect highlight glossiness")
    for word in ["albedo", "diffuse", "specular", "beauty", "emission", "ci"] {
      add(.data, "\(word) mse", "\(word) variance")
    }
    add(nil, "motion blur", "depth of field", "shadow catcher", "object layer color")
    // The prefix of materials that a render queue adds to its picture.
    add(nil, "final image movie render queue")
    return compounds
  }()
}
